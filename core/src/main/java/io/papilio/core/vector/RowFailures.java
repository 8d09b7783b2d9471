package io.papilio.core.vector;

import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.SimulationFailedException;
import io.papilio.core.env.SnapshotMismatchException;
import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;

/** What went wrong in which environment of a vector, kept until all have advanced. */
final class RowFailures {
  private final RuntimeException[] failures;

  RowFailures(int size) {
    failures = new RuntimeException[size];
  }

  void clear() {
    Arrays.fill(failures, null);
  }

  void put(int index, RuntimeException failure) {
    failures[index] = failure;
  }

  /** Throws the first one, if there is any; its message says where, if there are several places. */
  void throwFirst() {
    for (int i = 0; i < failures.length; i++) {
      if (failures[i] != null) {
        throw failures.length == 1 ? failures[i] : placed(failures[i], "environment " + i + ": ");
      }
    }
  }

  private static RuntimeException placed(RuntimeException failure, String where) {
    String message = where + failure.getMessage();
    if (failure instanceof PhysicsDivergedException) {
      return new PhysicsDivergedException(message);
    } else if (failure instanceof SimulationFailedException) {
      return new SimulationFailedException(message, failure);
    } else if (failure instanceof InvalidValueException) {
      return new InvalidValueException(message);
    } else if (failure instanceof SnapshotMismatchException) {
      return new SnapshotMismatchException(message);
    }
    return failure;
  }
}
