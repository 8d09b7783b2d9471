package io.papilio.core.validation;

/**
 * A value from outside that is rejected: {@code subject: actual (expected: expected)}, after the
 * place where it stands, if it has one.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 2000;
  private static final int SHOWN = 200;

  private final String place;
  private final String subject;
  private final String actual;
  private final String expected;

  /**
   * A rejected value.
   *
   * @param subject its name, for example {@code action} or {@code sources[1]}
   * @param actual what it is
   * @param expected what it may be
   */
  public InvalidValueException(String subject, Object actual, String expected) {
    this("", subject, cut(String.valueOf(actual)), expected);
  }

  private InvalidValueException(String place, String subject, String actual, String expected) {
    this(
        place,
        subject,
        actual,
        expected,
        subject + ": " + actual + " (expected: " + expected + ")");
  }

  /** Whoever sends a megabyte need not read it again. */
  private static String cut(String actual) {
    return actual.length() <= LONGEST
        ? actual
        : actual.substring(0, SHOWN) + "... (" + actual.length() + " characters)";
  }

  private InvalidValueException(
      String place, String subject, String actual, String expected, String message) {
    super(message);
    this.place = place;
    this.subject = subject;
    this.actual = actual;
    this.expected = expected;
  }

  /**
   * A value that another process rejected, which sends the message as a whole.
   *
   * @param subject empty where the other process does not name it
   */
  public static InvalidValueException received(String subject, String message) {
    return new InvalidValueException("", subject, "", "", message);
  }

  /** The same value in its place, for example {@code environment 3} or a file. */
  public InvalidValueException within(String outer) {
    String path = place.isEmpty() ? outer : outer + ": " + place;
    return new InvalidValueException(path, subject, actual, expected, outer + ": " + getMessage());
  }

  /** Where the value stands, outermost first; empty where there is only one place. */
  public String place() {
    return place;
  }

  /** The name of the value. */
  public String subject() {
    return subject;
  }

  /** What the value is; empty if another process rejected it. */
  public String actual() {
    return actual;
  }

  /** What the value may be; empty if another process rejected it. */
  public String expected() {
    return expected;
  }
}
