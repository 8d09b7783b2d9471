package io.papilio.core.validation;

/** A value from outside that cannot be accepted: {@code name: what came (expected: what)}. */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidValueException(String name, Object actual, String expected) {
    super(name + ": " + actual + " (expected: " + expected + ")");
  }

  /** For a message that already has the grammar, for example one that crossed the wire. */
  public InvalidValueException(String message) {
    super(message);
  }
}
