package io.papilio.envserver.reconnect;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.reconnect.ReconnectingSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that can be stopped, without a word to its clients, and started again at its port. */
final class RestartableServer implements AutoCloseable {
  private final EnvironmentCatalog catalog;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private EnvServer server;

  RestartableServer(EnvironmentCatalog catalog) {
    this.catalog = catalog;
    server = start(0);
  }

  void stop() {
    server.close();
  }

  void restart() {
    String target = server.target();
    server.close();
    server = start(Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)));
  }

  /** Environments on it that survive a restart. */
  RolloutSource source(Duration patience) {
    String target = server.target();
    return new ReconnectingSource(() -> EnvironmentChannel.connect(target), patience, said::add);
  }

  /** What users would have read. */
  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    server.close();
  }

  private EnvServer start(int port) {
    EnvServerConfig config = NettyServerFixture.config(8, 64, 600);
    return EnvServer.start(config.withPort(port), catalog);
  }
}
