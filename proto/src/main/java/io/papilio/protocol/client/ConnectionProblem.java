package io.papilio.protocol.client;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a server cannot be reached, by the type of the transport's exception. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  /** Empty if there was a connection that broke. */
  static Optional<String> of(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of("unknown host");
      } else if (cause instanceof SSLException) {
        String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return Optional.of("TLS failed: " + why);
      } else if (cause instanceof ConnectTimeoutException) {
        return Optional.of("the connection timed out");
      } else if (cause instanceof ConnectException) {
        return Optional.of("connection refused; start a server with ./papilio serve");
      }
    }
    return Optional.empty();
  }
}
