package io.papilio.protocol.client;

import io.papilio.core.validation.Require;
import java.util.Optional;

/**
 * How to reach a server.
 *
 * @param target {@code host:port}
 * @param responseTimeoutSeconds a server that leaves a request unanswered for so long is given up
 * @param keepAliveSeconds a connection silent for so long is probed, so that a dead server is
 *     noticed; at least 10
 * @param maxMessageBytes of one response
 * @param token sent as {@code authorization: Bearer TOKEN}
 */
public record ChannelConfig(
    String target,
    int responseTimeoutSeconds,
    int keepAliveSeconds,
    int maxMessageBytes,
    Optional<String> token) {
  public ChannelConfig {
    Require.that(!target.isBlank(), "target", "'" + target + "'", "host:port");
    Require.positive(responseTimeoutSeconds, "response_timeout_seconds");
    Require.that(keepAliveSeconds >= 10, "keep_alive_seconds", keepAliveSeconds, ">= 10");
    Require.positive(maxMessageBytes, "max_message_bytes");
  }

  /** The defaults. */
  public static ChannelConfig of(String target) {
    return new ChannelConfig(target, 300, 20, 256 << 20, Optional.empty());
  }

  public ChannelConfig withToken(String newToken) {
    return new ChannelConfig(
        target, responseTimeoutSeconds, keepAliveSeconds, maxMessageBytes, Optional.of(newToken));
  }

  public ChannelConfig withResponseTimeoutSeconds(int seconds) {
    return new ChannelConfig(target, seconds, keepAliveSeconds, maxMessageBytes, token);
  }
}
