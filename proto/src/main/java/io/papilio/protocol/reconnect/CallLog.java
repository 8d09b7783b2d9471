package io.papilio.protocol.reconnect;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorTimeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The calls that bring a fresh vector into the state of another one: from its last snapshot, or
 * from the last reset of all environments with seeds. Environments are deterministic.
 */
final class CallLog {
  /** A snapshot costs about as much as some steps, and all calls since it are repeated. */
  private static final int CALLS_BETWEEN_SNAPSHOTS = 100;

  private final List<Function<VectorEnvironment, VectorTimeStep>> calls = new ArrayList<>();
  private boolean hasSnapshots = true;

  /**
   * Appends a call, of which a failed one fails again.
   *
   * @param independent whether nothing before it matters
   */
  void add(Function<VectorEnvironment, VectorTimeStep> call, boolean independent) {
    if (independent) {
      calls.clear();
    }
    calls.add(call);
  }

  /** Replaces many calls by a snapshot of where they led. */
  void shorten(VectorEnvironment vector) {
    if (hasSnapshots && calls.size() >= CALLS_BETWEEN_SNAPSHOTS) {
      try {
        List<byte[]> snapshots = vector.snapshot();
        add(v -> v.restore(snapshots), true);
      } catch (EnvironmentException e) {
        if (e.reason() == Reason.UNSUPPORTED) {
          hasSnapshots = false;
        } else if (e.reason() != Reason.RESET_NEEDED) {
          throw e;
        }
      }
    }
  }

  void replay(VectorEnvironment vector) {
    for (Function<VectorEnvironment, VectorTimeStep> call : calls) {
      try {
        Object unused = call.apply(vector);
      } catch (EnvironmentException e) {
        if (e.reason() == Reason.UNAVAILABLE || e.reason() == Reason.SNAPSHOT_MISMATCH) {
          throw e;
        }
      } catch (InvalidValueException e) {
        // It was rejected before, too, and changed nothing.
      }
    }
  }
}
