package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.CapacityExceededException;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.RenderingUnavailableException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.env.SimulationFailedException;
import io.papilio.core.env.SnapshotMismatchException;
import io.papilio.core.env.UnknownEnvironmentException;
import io.papilio.core.env.UnsupportedRequestException;
import io.papilio.core.validation.InvalidValueException;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from what went wrong to the status that the client sees. */
final class ErrorStatus {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);

  private ErrorStatus() {}

  /** The status of a failure; one that is not in the table is a bug and is logged with an id. */
  static Status of(Throwable failure) {
    return of(failure, (id, bug) -> LOG.error("internal error {}", id, bug));
  }

  /**
   * The status of a failure.
   *
   * @param log takes a bug and its id
   */
  static Status of(Throwable failure, BiConsumer<String, Throwable> log) {
    if (failure instanceof StatusRuntimeException status) {
      return status.getStatus();
    } else if (failure instanceof UnknownEnvironmentException) {
      return Status.NOT_FOUND.withDescription(failure.getMessage());
    } else if (failure instanceof InvalidValueException) {
      return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
    } else if (failure instanceof ResetNeededException
        || failure instanceof RenderingUnavailableException
        || failure instanceof SimulationFailedException
        || failure instanceof SnapshotMismatchException) {
      return Status.FAILED_PRECONDITION.withDescription(failure.getMessage());
    } else if (failure instanceof CapacityExceededException) {
      return Status.RESOURCE_EXHAUSTED.withDescription(failure.getMessage());
    } else if (failure instanceof PhysicsDivergedException) {
      return Status.ABORTED.withDescription(failure.getMessage());
    } else if (failure instanceof UnsupportedRequestException) {
      return Status.UNIMPLEMENTED.withDescription(failure.getMessage());
    } else if (failure instanceof EnvironmentUnavailableException) {
      return Status.UNAVAILABLE.withDescription(failure.getMessage());
    }
    String id = UUID.randomUUID().toString();
    log.accept(id, failure);
    return Status.INTERNAL.withDescription("internal error, in the server's log as " + id);
  }

  /** Whether the session goes on after this failure, with an error as the response. */
  static boolean isAnswer(Throwable failure) {
    return failure instanceof UnknownEnvironmentException
        || failure instanceof InvalidValueException
        || failure instanceof ResetNeededException
        || failure instanceof SimulationFailedException
        || failure instanceof SnapshotMismatchException
        || failure instanceof RenderingUnavailableException
        || failure instanceof UnsupportedRequestException
        || failure instanceof PhysicsDivergedException;
  }
}
