package io.papilio.cli.source;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.ServerFleet;
import io.papilio.protocol.reconnect.ReconnectingSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens the environments of a command: those of this process, or those of a server. */
public final class EnvironmentSources {
  private EnvironmentSources() {}

  /**
   * Those of a command with an environment, made with its keywords.
   *
   * @param connection as in {@link #open(ConnectionConfig, PrintWriter)}
   */
  public static RolloutSource open(
      ConnectionConfig connection, EnvironmentConfig environment, PrintWriter err) {
    KeywordArguments keywords = environment.keywords().sent();
    return new KeywordSource(open(connection, err), keywords);
  }

  /**
   * @param connection without a server means this process
   * @param err where a lost connection is reported
   */
  public static RolloutSource open(ConnectionConfig connection, PrintWriter err) {
    if (connection.server().isEmpty()) {
      return EnvironmentCatalog.standard();
    }
    List<ChannelConfig> servers =
        Stream.of(connection.server().split(","))
            .map(server -> connection.credentials().channel("server", server.strip()))
            .toList();
    Supplier<RolloutSource> connect =
        () ->
            servers.size() == 1
                ? EnvironmentChannel.connect(servers.get(0))
                : ServerFleet.connect(servers);
    return connection.reconnect() == 0
        ? connect.get()
        : new ReconnectingSource(
            connect,
            Duration.ofSeconds(connection.reconnect()),
            news -> err.println("papilio: " + news));
  }
}
