package io.papilio.protocol.client;

import io.grpc.Status;
import io.papilio.core.env.CapacityExceededException;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.RenderingUnavailableException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.env.SnapshotMismatchException;
import io.papilio.core.env.UnknownEnvironmentException;
import io.papilio.core.env.UnsupportedRequestException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.v1.Failure;

/** The one table from a server's status to the exception that a local environment would throw. */
final class StatusExceptions {
  private StatusExceptions() {}

  /** The exception of a request that was refused while the session goes on. */
  static RuntimeException of(Failure failure, String server) {
    Status status = Status.fromCodeValue(failure.getCode()).withDescription(failure.getMessage());
    return status.getCode() == Status.Code.UNIMPLEMENTED
        ? new UnsupportedRequestException(failure.getMessage())
        : of(status, server);
  }

  /**
   * @param server named in the message where the server itself is at fault
   */
  static RuntimeException of(Status status, String server) {
    String message = message(status);
    return switch (status.getCode()) {
      case NOT_FOUND -> new UnknownEnvironmentException(message);
      case INVALID_ARGUMENT -> new InvalidValueException(message);
      case FAILED_PRECONDITION -> unmet(message);
      case RESOURCE_EXHAUSTED -> new CapacityExceededException(message);
      case ABORTED -> new PhysicsDivergedException(message);
      case UNAVAILABLE ->
          ConnectionProblem.of(status)
              .<RuntimeException>map(
                  problem ->
                      new EnvironmentUnavailableException(
                          "server " + server + ": no connection: " + problem, status.asException()))
              .orElseGet(
                  () ->
                      unavailable(
                          server, "connection lost: " + message, "a running server", status));
      case DEADLINE_EXCEEDED -> unavailable(server, message, "a call in time", status);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          unavailable(server, message, "credentials that it accepts", status);
      case UNIMPLEMENTED -> unavailable(server, message, "a server of this protocol", status);
      case OK -> unavailable(server, "session ended", "a session", status);
      case CANCELLED, UNKNOWN, ALREADY_EXISTS, OUT_OF_RANGE, INTERNAL, DATA_LOSS ->
          unavailable(server, message, "an answer", status);
    };
  }

  /** The protocol tells the three apart by their words. */
  private static RuntimeException unmet(String message) {
    if (message.contains("snapshot: ")) {
      return new SnapshotMismatchException(message);
    }
    return message.startsWith("renderer: ")
        ? new RenderingUnavailableException(message)
        : new ResetNeededException(message);
  }

  private static EnvironmentUnavailableException unavailable(
      String server, String what, String expected, Status status) {
    return new EnvironmentUnavailableException(
        "server " + server + ": " + what + " (expected: " + expected + "); its sessions are lost",
        status.asException());
  }

  /** The server's words, or gRPC's with their cause. */
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
