package io.papilio.envserver;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.envserver.access.Access;
import io.papilio.envserver.policy.PolicyLimits;
import io.papilio.protocol.codec.ServerLimits;
import java.util.Map;

/**
 * How an environment server runs. Anyone who can reach its port can use it unless it has a token.
 */
public record EnvServerConfig(
    @Setting("address to listen on; the default is reachable from this machine alone")
        @DefaultValue("127.0.0.1")
        String host,
    @Setting("TCP port; 0 for a free one") @DefaultValue("50051") int port,
    @Setting("seconds that a stopping server waits for its sessions to end") @DefaultValue("10")
        int drainSeconds,
    @Setting("Access") Access access,
    @Setting("Limits") ServerLimits limits,
    @Setting("Rollouts") PolicyLimits rollouts,
    @Setting("Metrics") Metrics metrics) {
  public static final EnvServerConfig DEFAULTS = Settings.defaults(EnvServerConfig.class);

  /** The endpoint for Prometheus, which asks for no token. */
  public record Metrics(
      @Setting(value = "address of the Prometheus endpoint /metrics", name = "metrics-host")
          @DefaultValue("127.0.0.1")
          String host,
      @Setting(
              value = "TCP port of /metrics; 0 for a free one, -1 for no metrics",
              name = "metrics-port")
          @DefaultValue("-1")
          int port) {
    public Metrics {
      Require.that(!host.isBlank(), "host", "'" + host + "'", "an address");
      Require.within(port, -1, 65535, "port");
    }
  }

  public EnvServerConfig {
    Require.that(!host.isBlank(), "host", "'" + host + "'", "an address");
    Require.within(port, 0, 65535, "port");
    Require.nonNegative(drainSeconds, "drainSeconds");
    Require.nonNegative(limits.maxSessions(), "maxSessions");
    Require.nonNegative(limits.maxEnvironments(), "maxEnvironments");
    Require.nonNegative(limits.maxEnvironmentBytes(), "maxEnvironmentBytes");
    Require.positive(limits.maxMessageBytes(), "maxMessageBytes");
    Require.nonNegative(limits.leaseSeconds(), "leaseSeconds");
  }

  public EnvServerConfig withPort(int newPort) {
    return Settings.of(this).with(Map.of("port", "" + newPort));
  }
}
