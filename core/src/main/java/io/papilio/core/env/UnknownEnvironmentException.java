package io.papilio.core.env;

/** No environment has this id; the message names the nearest known ids. */
public final class UnknownEnvironmentException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public UnknownEnvironmentException(String message) {
    super(message, null);
  }
}
