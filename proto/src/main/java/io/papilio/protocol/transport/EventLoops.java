package io.papilio.protocol.transport;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The event loops of all connections of this process, which poll for a moment before they sleep
 * ({@link PollThenSleep}). Where Linux's epoll is not available, gRPC's own loops are used.
 */
public final class EventLoops {
  private EventLoops() {}

  /** Loops for a client, one for each core at most. */
  public static NettyChannelBuilder use(NettyChannelBuilder builder) {
    return Epoll.isAvailable()
        ? builder.eventLoopGroup(Client.LOOPS).channelType(EpollSocketChannel.class)
        : builder;
  }

  /** Loops for a server, whose silent connections end. */
  public static NettyServerBuilder use(NettyServerBuilder builder) {
    return Epoll.isAvailable()
        ? builder
            .bossEventLoopGroup(Server.LOOPS)
            .workerEventLoopGroup(Server.LOOPS)
            .channelFactory(() -> SilentConnections.endOn(new EpollServerSocketChannel()))
        : builder;
  }

  private static EventLoopGroup loops(String name) {
    return new MultiThreadIoEventLoopGroup(
        Runtime.getRuntime().availableProcessors(),
        new DefaultThreadFactory(name, true),
        EpollIoHandler.newFactory(0, PollThenSleep::new));
  }

  /** Made with the first client; a loop has a thread from its first connection on. */
  private static final class Client {
    private static final EventLoopGroup LOOPS = loops("papilio-client");
  }

  /** Made with the first server. */
  private static final class Server {
    private static final EventLoopGroup LOOPS = loops("papilio-server");
  }
}
