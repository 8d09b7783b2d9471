package io.papilio.envserver.grpc;

import io.grpc.Context;
import io.grpc.Status;
import java.util.function.BooleanSupplier;

/**
 * Whether anyone still waits for what a session computes: no longer when the client has gone, which
 * gRPC reports at once only by the call's context, or when the server ends the session. Safe for
 * use by several threads.
 */
final class CallCancellation {
  private final BooleanSupplier clientGone;
  private volatile Status end;

  private CallCancellation(BooleanSupplier clientGone) {
    this.clientGone = clientGone;
  }

  /** That of the call that is being set up on this thread. */
  static CallCancellation ofThisCall() {
    return new CallCancellation(Context.current()::isCancelled);
  }

  /** The server ends the session. */
  void end(Status status) {
    end = status;
  }

  boolean isGone() {
    return end != null || clientGone.getAsBoolean();
  }

  /** What a session ends with that stops because nobody waits. */
  Status status() {
    return end == null ? Status.CANCELLED : end;
  }
}
