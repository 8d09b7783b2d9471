package io.papilio.core.vector;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;

/**
 * Collects the exceptions that single environments of a vector throw; the first is rethrown once
 * all environments have advanced.
 */
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

  /** Throws the exception of the environment with the lowest index, if there is one. */
  void throwFirst() {
    for (int i = 0; i < failures.length; i++) {
      if (failures[i] != null) {
        throw of(i, failures.length, failures[i]);
      }
    }
  }

  /** The exception with the index of its environment, if there are several. */
  static RuntimeException of(int index, int size, RuntimeException failure) {
    String place = "environment " + index;
    if (size == 1) {
      return failure;
    } else if (failure instanceof EnvironmentException e) {
      return e.within(place);
    }
    return failure instanceof InvalidValueException e ? e.within(place) : failure;
  }
}
