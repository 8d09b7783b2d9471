package io.papilio.cli.command;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command's environments run: on a server of this process, or on one elsewhere. Either way
 * they are reached through the protocol.
 */
final class EnvironmentSource implements AutoCloseable {
  private final EnvironmentChannel channel;
  private final Optional<EnvServer> embedded;

  private EnvironmentSource(EnvironmentChannel channel, Optional<EnvServer> embedded) {
    this.channel = channel;
    this.embedded = embedded;
  }

  /**
   * @param connection without a server starts one in this process
   */
  static EnvironmentSource open(ConnectionConfig connection) {
    String server = connection.server();
    if (!server.isEmpty()) {
      return new EnvironmentSource(
          EnvironmentChannel.connect(connection.credentials().channel("server", server)),
          Optional.empty());
    }
    EnvServer embedded =
        EnvServer.startInProcess(EnvServerConfig.UNLIMITED, EnvironmentCatalog.standard());
    return new EnvironmentSource(
        EnvironmentChannel.inProcess(embedded.target()), Optional.of(embedded));
  }

  /** Everything that can be opened. */
  List<EnvironmentSpec> specs() {
    return channel.environments();
  }

  /** An environment with keywords of its constructor. */
  Environment environment(String id, KeywordArguments options) {
    return new RemoteEnvironment(channel, id, options);
  }

  Environment environment(String id) {
    return new RemoteEnvironment(channel, id, KeywordArguments.NONE);
  }

  /** A vector that begins the next episode at the next step, and sends no info. */
  VectorEnvironment vector(String id, int size) {
    return vector(id, size, AutoresetMode.NEXT_STEP);
  }

  /** A vector that sends no info. */
  VectorEnvironment vector(String id, int size, AutoresetMode mode) {
    return new RemoteVectorEnvironment(
        channel, id, KeywordArguments.NONE, size, mode, Optional.of(List.of()));
  }

  /** Where the environments run, in words. */
  String describe() {
    return embedded.isPresent() ? "embedded" : channel.serverInfo().name();
  }

  /** Versions of what decides the numbers, for the manifest. */
  Map<String, String> libraries() {
    return channel.serverInfo().libraries();
  }

  @Override
  public void close() {
    channel.close();
    embedded.ifPresent(EnvServer::close);
  }
}
