package io.papilio.cli.command;

import io.papilio.core.vector.EnvironmentSource;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;

/** Opens the environments of a command: those of this process, or those of a server. */
final class EnvironmentSources {
  private EnvironmentSources() {}

  /**
   * @param connection without a server means this process
   */
  static EnvironmentSource open(ConnectionConfig connection) {
    String server = connection.server();
    return server.isEmpty()
        ? EnvironmentCatalog.standard()
        : EnvironmentChannel.connect(connection.credentials().channel("server", server));
  }
}
