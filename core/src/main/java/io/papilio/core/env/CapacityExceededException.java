package io.papilio.core.env;

/** Too many sessions, environments or bytes; the message names the limit. */
public final class CapacityExceededException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public CapacityExceededException(String message) {
    super(message, null);
  }
}
