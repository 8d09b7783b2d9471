package io.papilio.protocol.client;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.codec.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several servers of the same environments. Rollouts run on all of them; a session is on the first
 * that can be reached.
 */
public final class ServerFleet implements RolloutSource {
  private final List<EnvironmentChannel> servers;

  private ServerFleet(List<EnvironmentChannel> servers) {
    this.servers = servers;
  }

  /**
   * Connects to the servers that can be reached.
   *
   * @throws EnvironmentException UNAVAILABLE when none can
   */
  public static ServerFleet connect(List<ChannelConfig> configs) {
    List<EnvironmentChannel> servers = new ArrayList<>();
    EnvironmentException.Unavailable unreachable = null;
    for (ChannelConfig config : configs) {
      try {
        servers.add(EnvironmentChannel.connect(config));
      } catch (EnvironmentException.Unavailable e) {
        unreachable = e;
      }
    }
    if (servers.isEmpty()) {
      throw unreachable;
    }
    return new ServerFleet(servers);
  }

  @Override
  public RolloutRunner runner(String id, KeywordArguments keywords, int numEnvs) {
    return new RemoteRollout(servers, id, keywords, numEnvs);
  }

  @Override
  public List<EnvironmentSpec> specs() {
    return firstAvailable(servers, EnvironmentChannel::specs);
  }

  @Override
  public EnvironmentSpec spec(String id, KeywordArguments keywords) {
    return firstAvailable(servers, server -> server.spec(id, keywords));
  }

  @Override
  public VectorEnvironment vector(
      String id, KeywordArguments keywords, int size, AutoresetMode mode) {
    return firstAvailable(servers, server -> server.vector(id, keywords, size, mode));
  }

  @Override
  public Map<String, String> libraries() {
    return servers.get(0).libraries();
  }

  @Override
  public String describe() {
    return servers.stream()
        .map(EnvironmentChannel::serverInfo)
        .map(ServerInfo::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    servers.forEach(EnvironmentChannel::close);
  }

  /**
   * Asks one server after the other.
   *
   * @throws EnvironmentException UNAVAILABLE when none can be reached
   */
  static <T> T firstAvailable(
      List<EnvironmentChannel> servers, Function<EnvironmentChannel, T> question) {
    EnvironmentException.Unavailable lost = null;
    for (EnvironmentChannel server : servers) {
      try {
        return question.apply(server);
      } catch (EnvironmentException.Unavailable e) {
        lost = e;
      }
    }
    throw lost;
  }
}
