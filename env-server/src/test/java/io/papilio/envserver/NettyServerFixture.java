package io.papilio.envserver;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.Map;

/** A server on a free port with the test environments or others, and connections to it. */
final class NettyServerFixture implements AutoCloseable {
  static final EnvServerConfig CONFIG = config(3, 8, 600);

  final EnvServer server;
  final EnvironmentChannel channel;
  final ManagedChannel raw;

  NettyServerFixture() {
    this(CONFIG);
  }

  NettyServerFixture(EnvServerConfig config) {
    this(config, TestEnvironments.catalog());
  }

  NettyServerFixture(EnvServerConfig config, EnvironmentCatalog catalog) {
    server = EnvServer.start(config, catalog);
    channel = EnvironmentChannel.connect(server.target());
    raw = Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();
  }

  /** A server on a free port that does not wait when it stops. */
  static EnvServerConfig config(int maxSessions, int maxEnvironments, int leaseSeconds) {
    return Settings.of(EnvServerConfig.DEFAULTS.withPort(0))
        .with(
            Map.of(
                "maxSessions", "" + maxSessions,
                "maxEnvironments", "" + maxEnvironments,
                "maxMessageBytes", "" + (1 << 16),
                "leaseSeconds", "" + leaseSeconds,
                "drainSeconds", "0"));
  }

  /** The same with so much memory for environments. */
  static EnvServerConfig withMemory(long bytes) {
    return Settings.of(CONFIG).with(Map.of("maxEnvironmentBytes", "" + bytes));
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
