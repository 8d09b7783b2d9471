package io.papilio.protocol.client;

import io.papilio.core.validation.Require;
import java.util.Optional;

/**
 * How to reach a server.
 *
 * @param target {@code host:port}
 * @param responseTimeoutSeconds a server that leaves a request unanswered, or sends nothing of a
 *     rollout, for so long is given up
 * @param keepAliveSeconds a connection silent for so long is probed, so that a dead server is
 *     noticed; at least 10
 * @param maxMessageBytes of one response
 * @param token sent as {@code authorization: Bearer TOKEN}
 * @param tls how the server proves who it is; absent means an open connection
 */
public record ChannelConfig(
    String target,
    int responseTimeoutSeconds,
    int keepAliveSeconds,
    int maxMessageBytes,
    Optional<String> token,
    Optional<TlsConfig> tls) {
  public ChannelConfig {
    Require.that(!target.isBlank(), "target", "'" + target + "'", "host:port");
    Require.positive(responseTimeoutSeconds, "response_timeout_seconds");
    Require.that(keepAliveSeconds >= 10, "keep_alive_seconds", keepAliveSeconds, ">= 10");
    Require.positive(maxMessageBytes, "max_message_bytes");
  }

  /** The defaults. */
  public static ChannelConfig of(String target) {
    return new ChannelConfig(target, 300, 20, 256 << 20, Optional.empty(), Optional.empty());
  }

  public ChannelConfig withToken(String newToken) {
    return with(responseTimeoutSeconds, Optional.of(newToken), tls);
  }

  public ChannelConfig withTls(TlsConfig newTls) {
    return with(responseTimeoutSeconds, token, Optional.of(newTls));
  }

  public ChannelConfig withResponseTimeoutSeconds(int seconds) {
    return with(seconds, token, tls);
  }

  private ChannelConfig with(int seconds, Optional<String> newToken, Optional<TlsConfig> newTls) {
    return new ChannelConfig(target, seconds, keepAliveSeconds, maxMessageBytes, newToken, newTls);
  }
}
