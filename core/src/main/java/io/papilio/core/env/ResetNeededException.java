package io.papilio.core.env;

/** A step before the first reset, or after the end of an episode without autoreset. */
public final class ResetNeededException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public ResetNeededException(String message) {
    super(message, null);
  }
}
