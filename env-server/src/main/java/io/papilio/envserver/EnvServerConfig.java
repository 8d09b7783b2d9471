package io.papilio.envserver;

import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.protocol.codec.ServerLimits;
import java.util.Map;

/**
 * How an environment server runs. Anyone who can reach its port can use it unless it has a token.
 */
public record EnvServerConfig(
    @Setting("address to listen at; the default is reachable from this machine alone") String host,
    @Setting("TCP port; 0 takes a free one") int port,
    @Setting("sessions at a time; 0 means no limit") int maxSessions,
    @Setting("environments of all sessions together; 0 means no limit") int maxEnvironments,
    @Setting("memory for the environments of all sessions together, in bytes; 0 means no limit")
        long maxEnvironmentBytes,
    @Setting("size of one request, in bytes") int maxMessageBytes,
    @Setting("a session without requests for so many seconds is closed; 0 means never")
        int leaseSeconds,
    @Setting("a stopping server waits so many seconds for its sessions to end") int drainSeconds,
    @Setting(
            value = "clients must send this as a bearer token; empty means no token",
            secret = true)
        String token,
    @Setting("PEM file of the server's certificate; with it, connections are encrypted")
        String tlsCertificate,
    @Setting("PEM file of the certificate's private key") String tlsKey,
    @Setting("address of /metrics for Prometheus, which asks for no token") String metricsHost,
    @Setting("TCP port of /metrics; 0 takes a free one, -1 means no metrics") int metricsPort) {
  public static final EnvServerConfig DEFAULTS =
      new EnvServerConfig(
          "127.0.0.1", 50051, 64, 4096, 4L << 30, 64 << 20, 1800, 10, "", "", "", "127.0.0.1", -1);

  public EnvServerConfig {
    Require.that(!host.isBlank(), "host", "'" + host + "'", "an address");
    Require.within(port, 0, 65535, "port");
    Require.nonNegative(maxSessions, "max_sessions");
    Require.nonNegative(maxEnvironments, "max_environments");
    Require.nonNegative(maxEnvironmentBytes, "max_environment_bytes");
    Require.positive(maxMessageBytes, "max_message_bytes");
    Require.nonNegative(leaseSeconds, "lease_seconds");
    Require.nonNegative(drainSeconds, "drain_seconds");
    Require.that(
        tlsCertificate.isEmpty() == tlsKey.isEmpty(),
        "tls_key",
        tlsKey.isEmpty() ? "nothing" : tlsKey,
        tlsKey.isEmpty() ? "the key of tls_certificate" : "tls_certificate beside it");
    Require.that(!metricsHost.isBlank(), "metrics_host", "'" + metricsHost + "'", "an address");
    Require.within(metricsPort, -1, 65535, "metrics_port");
  }

  public EnvServerConfig withPort(int newPort) {
    return Settings.of(this).with(Map.of("port", "" + newPort));
  }

  public ServerLimits limits() {
    return new ServerLimits(
        maxSessions, maxEnvironments, maxEnvironmentBytes, maxMessageBytes, leaseSeconds);
  }
}
