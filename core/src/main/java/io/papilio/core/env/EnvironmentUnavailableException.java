package io.papilio.core.env;

/** The server behind the environment is gone, or broke; the message says what is lost. */
public final class EnvironmentUnavailableException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public EnvironmentUnavailableException(String message) {
    super(message, null);
  }

  public EnvironmentUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
