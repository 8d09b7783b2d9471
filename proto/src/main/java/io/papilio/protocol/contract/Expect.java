package io.papilio.protocol.contract;

import io.papilio.core.env.UnsupportedRequestException;
import java.util.Objects;

/** What checks assert, in the house's grammar. */
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

  /** Expects a refusal of this kind and gives its message. */
  public static String refusal(String name, Class<? extends RuntimeException> kind, Runnable call) {
    try {
      call.run();
    } catch (UnsupportedRequestException e) {
      // Then there is nothing to expect; whoever runs the check hears of it.
      throw e;
    } catch (RuntimeException e) {
      that(kind.isInstance(e), name, e, kind.getSimpleName());
      return e.getMessage();
    }
    throw new AssertionError(name + ": accepted (expected: " + kind.getSimpleName() + ")");
  }
}
