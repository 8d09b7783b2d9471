package io.papilio.protocol.client;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Words for why there is no connection, in place of the transport's. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  /** What is wrong and what was expected; absent when a connection was there and broke. */
  static Optional<String> of(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of("unknown host (expected: a host that can be resolved)");
      } else if (cause instanceof SSLException) {
        String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return Optional.of(
            "not secure: " + why + " (expected: a server with TLS and a trusted certificate)");
      } else if (cause instanceof ConnectTimeoutException) {
        return Optional.of("no answer (expected: a host that can be reached)");
      } else if (cause instanceof ConnectException) {
        return Optional.of("refused (expected: a running server, as of ./papilio serve)");
      }
    }
    return Optional.empty();
  }
}
