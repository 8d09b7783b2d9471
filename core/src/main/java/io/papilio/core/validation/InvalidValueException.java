package io.papilio.core.validation;

/** A value from outside that cannot be accepted: {@code name: what came (expected: what)}. */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final String actual;
  private final String expected;

  public InvalidValueException(String subject, Object actual, String expected) {
    super(subject + ": " + actual + " (expected: " + expected + ")");
    this.subject = subject;
    this.actual = String.valueOf(actual);
    this.expected = expected;
  }

  /** For a message that already has the grammar, for example one that crossed the wire. */
  public InvalidValueException(String message) {
    super(message);
    this.subject = "";
    this.actual = "";
    this.expected = "";
  }

  /** The name of the value. */
  public String subject() {
    return subject;
  }

  /** What the value is. */
  public String actual() {
    return actual;
  }

  /** What the value may be. */
  public String expected() {
    return expected;
  }
}
