package io.papilio.protocol.codec;

import static io.papilio.protocol.v1.Reason.REASON_INVALID_VALUE;
import static io.papilio.protocol.v1.Reason.REASON_PHYSICS_DIVERGED;
import static io.papilio.protocol.v1.Reason.REASON_RENDERING_UNAVAILABLE;
import static io.papilio.protocol.v1.Reason.REASON_RESET_NEEDED;
import static io.papilio.protocol.v1.Reason.REASON_SIMULATION_FAILED;
import static io.papilio.protocol.v1.Reason.REASON_SNAPSHOT_MISMATCH;
import static io.papilio.protocol.v1.Reason.REASON_UNKNOWN_ENVIRONMENT;
import static io.papilio.protocol.v1.Reason.REASON_UNKNOWN_POLICY;
import static io.papilio.protocol.v1.Reason.REASON_UNSPECIFIED;
import static io.papilio.protocol.v1.Reason.REASON_UNSUPPORTED;

import io.grpc.Status;
import io.grpc.Status.Code;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.v1.Failure;
import java.util.Optional;

/** Exceptions as {@link Failure} messages: the table of failures of environment.proto. */
public final class FailureCodec {
  private FailureCodec() {}

  /**
   * An exception as a message; empty for one that is not in the table. Without a reason, it ends
   * the stream.
   */
  public static Optional<Failure> toProto(Throwable exception) {
    if (exception instanceof InvalidValueException e) {
      Failure failure = failure(Code.INVALID_ARGUMENT, REASON_INVALID_VALUE, e);
      return Optional.of(failure.toBuilder().setSubject(e.subject()).build());
    }
    return exception instanceof EnvironmentException e ? Optional.of(failure(e)) : Optional.empty();
  }

  private static Failure failure(EnvironmentException e) {
    return switch (e.reason()) {
      case UNKNOWN_ENVIRONMENT -> failure(Code.NOT_FOUND, REASON_UNKNOWN_ENVIRONMENT, e);
      case UNKNOWN_POLICY -> failure(Code.NOT_FOUND, REASON_UNKNOWN_POLICY, e);
      case RESET_NEEDED -> failure(Code.FAILED_PRECONDITION, REASON_RESET_NEEDED, e);
      case SIMULATION_FAILED -> failure(Code.FAILED_PRECONDITION, REASON_SIMULATION_FAILED, e);
      case RENDERING_UNAVAILABLE ->
          failure(Code.FAILED_PRECONDITION, REASON_RENDERING_UNAVAILABLE, e);
      case SNAPSHOT_MISMATCH -> failure(Code.FAILED_PRECONDITION, REASON_SNAPSHOT_MISMATCH, e);
      case PHYSICS_DIVERGED -> failure(Code.ABORTED, REASON_PHYSICS_DIVERGED, e);
      case UNSUPPORTED -> failure(Code.UNIMPLEMENTED, REASON_UNSUPPORTED, e);
      case CAPACITY_EXCEEDED -> failure(Code.RESOURCE_EXHAUSTED, REASON_UNSPECIFIED, e);
      case UNAVAILABLE -> failure(Code.UNAVAILABLE, REASON_UNSPECIFIED, e);
    };
  }

  private static Failure failure(Code code, io.papilio.protocol.v1.Reason reason, Exception e) {
    return Failure.newBuilder()
        .setCode(code.value())
        .setReason(reason)
        .setMessage(String.valueOf(e.getMessage()))
        .build();
  }

  /** The exception that a local environment would throw. */
  public static RuntimeException fromProto(Failure failure) {
    return switch (failure.getReason()) {
      case REASON_INVALID_VALUE -> invalidValue(failure);
      case REASON_UNKNOWN_ENVIRONMENT -> exception(Reason.UNKNOWN_ENVIRONMENT, failure);
      case REASON_UNKNOWN_POLICY -> exception(Reason.UNKNOWN_POLICY, failure);
      case REASON_RESET_NEEDED -> exception(Reason.RESET_NEEDED, failure);
      case REASON_SIMULATION_FAILED -> exception(Reason.SIMULATION_FAILED, failure);
      case REASON_RENDERING_UNAVAILABLE -> exception(Reason.RENDERING_UNAVAILABLE, failure);
      case REASON_SNAPSHOT_MISMATCH -> exception(Reason.SNAPSHOT_MISMATCH, failure);
      case REASON_PHYSICS_DIVERGED -> exception(Reason.PHYSICS_DIVERGED, failure);
      case REASON_UNSUPPORTED -> exception(Reason.UNSUPPORTED, failure);
      case REASON_UNSPECIFIED, UNRECOGNIZED -> fromCode(failure);
    };
  }

  /** For a server that is older than reasons, or has one that is newer than this client. */
  private static RuntimeException fromCode(Failure failure) {
    return switch (Status.fromCodeValue(failure.getCode()).getCode()) {
      case INVALID_ARGUMENT -> invalidValue(failure);
      case NOT_FOUND -> exception(Reason.UNKNOWN_ENVIRONMENT, failure);
      case FAILED_PRECONDITION -> exception(Reason.RESET_NEEDED, failure);
      case ABORTED -> exception(Reason.PHYSICS_DIVERGED, failure);
      case UNIMPLEMENTED -> exception(Reason.UNSUPPORTED, failure);
      case RESOURCE_EXHAUSTED -> exception(Reason.CAPACITY_EXCEEDED, failure);
      default -> exception(Reason.UNAVAILABLE, failure);
    };
  }

  private static RuntimeException invalidValue(Failure failure) {
    return InvalidValueException.received(failure.getSubject(), failure.getMessage());
  }

  private static RuntimeException exception(Reason reason, Failure failure) {
    return EnvironmentException.of(reason, failure.getMessage());
  }
}
