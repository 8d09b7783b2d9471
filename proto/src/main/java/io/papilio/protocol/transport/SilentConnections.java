package io.papilio.protocol.transport;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.concurrent.TimeUnit;

/**
 * Closes the connections of a server on which nothing has come for a while. gRPC's keepalive alone
 * does not: when its pings find no answer, it waits for the client to end its streams.
 */
final class SilentConnections extends ChannelInboundHandlerAdapter {
  /** The answer to a ping comes before: a server sends one after 60 s and waits for 20. */
  private static final int SECONDS = 90;

  private SilentConnections() {}

  /** The same channel, whose connections end when they are silent. */
  static <C extends ServerChannel> C endOn(C server) {
    server.pipeline().addLast(new SilentConnections());
    return server;
  }

  /**
   * @param connection one that was accepted
   */
  @Override
  public void channelRead(ChannelHandlerContext context, Object connection) {
    ((Channel) connection).pipeline().addLast(new Timeout());
    context.fireChannelRead(connection);
  }

  private static final class Timeout extends ReadTimeoutHandler {
    Timeout() {
      super(SECONDS, TimeUnit.SECONDS);
    }

    /** From here the close does not pass through gRPC, which would wait. */
    @Override
    protected void readTimedOut(ChannelHandlerContext context) {
      ChannelFuture unused = context.close();
    }
  }
}
