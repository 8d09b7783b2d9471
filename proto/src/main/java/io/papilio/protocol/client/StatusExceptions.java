package io.papilio.protocol.client;

import io.grpc.Status;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;

/**
 * The exception for the status that ended a stream or a call; the code alone decides. Failures that
 * leave the session are of {@link io.papilio.protocol.codec.FailureCodec}.
 */
final class StatusExceptions {
  private StatusExceptions() {}

  /**
   * @param server named in the message if the connection or the server itself failed
   */
  static RuntimeException of(Status status, String server) {
    String message = message(status);
    return switch (status.getCode()) {
      case INVALID_ARGUMENT -> InvalidValueException.received("request", message);
      case RESOURCE_EXHAUSTED -> EnvironmentException.of(Reason.CAPACITY_EXCEEDED, message);
      case UNAVAILABLE ->
          unavailable(
              status,
              ConnectionProblem.of(status)
                  .map(problem -> "cannot reach " + server + ": " + problem)
                  .orElse("lost the connection to " + server + ": " + message));
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          unavailable(status, server + " rejected the credentials: " + message);
      case UNIMPLEMENTED ->
          unavailable(status, server + " does not speak this protocol: " + message);
      case OK -> unavailable(status, server + " ended the session");
      case DEADLINE_EXCEEDED,
          CANCELLED,
          UNKNOWN,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          INTERNAL,
          DATA_LOSS ->
          unavailable(status, "lost the session on " + server + ": " + message);
    };
  }

  private static EnvironmentException unavailable(Status status, String message) {
    return EnvironmentException.of(Reason.UNAVAILABLE, message, status.asException());
  }

  /** The server's message, or gRPC's with its cause. */
  private static String message(Status status) {
    String description =
        status.getDescription() == null
            ? status.getCode().toString()
            : status.getDescription().lines().findFirst().orElse("");
    return status.getCause() == null || status.getCause().getMessage() == null
        ? description
        : description + ": " + status.getCause().getMessage();
  }
}
