package io.papilio.envserver;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.papilio.protocol.client.EnvironmentChannel;

/** A server on a free port with the test environments, and connections to it. */
final class NettyServerFixture implements AutoCloseable {
  static final EnvServerConfig CONFIG =
      new EnvServerConfig("127.0.0.1", 0, 3, 8, 1 << 16, 600, 0, "");

  final EnvServer server;
  final EnvironmentChannel channel;
  final ManagedChannel raw;

  NettyServerFixture() {
    this(CONFIG);
  }

  NettyServerFixture(EnvServerConfig config) {
    server = EnvServer.start(config, TestEnvironments.catalog());
    channel = EnvironmentChannel.connect(server.target());
    raw = Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();
  }

  RawStream stream() {
    return new RawStream(raw);
  }

  @Override
  public void close() {
    raw.shutdownNow();
    channel.close();
    server.close();
  }
}
