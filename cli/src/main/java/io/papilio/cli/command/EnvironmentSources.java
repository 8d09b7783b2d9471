package io.papilio.cli.command;

import io.papilio.core.vector.EnvironmentSource;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;

/** Opens the environments of a command: those of this process, or those of a server. */
final class EnvironmentSources {
  private EnvironmentSources() {}

  /**
   * @param server {@code host:port}; empty means this process
   */
  static EnvironmentSource open(String server, SecurityConfig security) {
    return server.isEmpty()
        ? EnvironmentCatalog.standard()
        : EnvironmentChannel.connect(security.channel("server", server));
  }
}
