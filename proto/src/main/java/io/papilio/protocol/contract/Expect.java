package io.papilio.protocol.contract;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import java.util.Objects;

/** Assertions of the checks. */
public final class Expect {
  private Expect() {}

  public static void that(boolean condition, String name, Object actual, String expected) {
    if (!condition) {
      throw new AssertionError(name + ": " + actual + " (expected: " + expected + ")");
    }
  }

  public static void equal(String name, Object actual, Object expected) {
    that(Objects.equals(actual, expected), name, actual, String.valueOf(expected));
  }

  /** Expects an {@link EnvironmentException} with this reason. */
  public static void failure(String name, Reason reason, Runnable call) {
    try {
      call.run();
    } catch (EnvironmentException.Unsupported e) {
      throw e; // Then the check is not applicable.
    } catch (EnvironmentException e) {
      equal(name + ", reason", e.reason(), reason);
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(name + ": " + e + " (expected: " + reason + ")", e);
    }
    throw new AssertionError(name + ": accepted (expected: " + reason + ")");
  }

  /**
   * Expects an {@link InvalidValueException}.
   *
   * @param subject what must be rejected; servers of protocol 1.0 do not report it
   */
  public static void invalid(String name, String subject, Runnable call) {
    String actual = invalid(name, call).subject();
    that(actual.isEmpty() || actual.equals(subject), name + ", subject", actual, subject);
  }

  /** Expects an {@link InvalidValueException}. */
  public static InvalidValueException invalid(String name, Runnable call) {
    try {
      call.run();
    } catch (EnvironmentException.Unsupported e) {
      throw e; // Then the check is not applicable.
    } catch (InvalidValueException e) {
      return e;
    } catch (RuntimeException e) {
      throw new AssertionError(name + ": " + e + " (expected: an invalid value)", e);
    }
    throw new AssertionError(name + ": accepted (expected: an invalid value)");
  }
}
