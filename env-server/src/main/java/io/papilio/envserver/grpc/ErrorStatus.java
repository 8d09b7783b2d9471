package io.papilio.envserver.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.papilio.protocol.codec.FailureCodec;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.Reason;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the client sees of an exception: a failure, or the status that ends its stream. */
final class ErrorStatus {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);

  private static final Metadata.Key<Failure> FAILURE =
      ProtoUtils.keyForProto(Failure.getDefaultInstance());

  private ErrorStatus() {}

  /** The failure that answers a request; empty if the exception ends the stream. */
  static Optional<Failure> answer(RuntimeException exception) {
    return FailureCodec.toProto(exception)
        .filter(failure -> failure.getReason() != Reason.REASON_UNSPECIFIED);
  }

  /** The status of an exception; one that is not expected is a bug and is logged with an id. */
  static Status of(Throwable exception) {
    return of(exception, (id, bug) -> LOG.error("internal error {}", id, bug));
  }

  /**
   * The status of an exception.
   *
   * @param log takes a bug and its id
   */
  static Status of(Throwable exception, BiConsumer<String, Throwable> log) {
    if (exception instanceof StatusRuntimeException status) {
      return status.getStatus();
    }
    return FailureCodec.toProto(exception)
        .map(failure -> status(failure.getCode(), failure.getMessage()))
        .orElseGet(
            () -> {
              String id = UUID.randomUUID().toString();
              log.accept(id, exception);
              return Status.INTERNAL.withDescription(
                  "internal error, see the server's log for " + id);
            });
  }

  /**
   * A status as an exception, with the failure of the table in its trailers.
   *
   * @param failure null where there is none
   */
  static StatusRuntimeException withTrailers(Status status, Throwable failure) {
    Metadata trailers = new Metadata();
    if (failure instanceof RuntimeException exception) {
      answer(exception).ifPresent(message -> trailers.put(FAILURE, message));
    }
    return status.asRuntimeException(trailers);
  }

  private static Status status(int code, String message) {
    return Status.fromCodeValue(code).withDescription(message);
  }
}
