package io.papilio.core.rollout;

/**
 * A run stopped because {@link Progress#stopRequested()} said so; the message says how to go on.
 */
public final class RunInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunInterruptedException(String message) {
    super(message);
  }

  public RunInterruptedException(String message, RunInterruptedException cause) {
    super(message, cause);
  }
}
