package io.papilio.core.rollout;

/**
 * A run stopped because {@link Progress#stopRequested()} said so; the message says how to resume.
 */
public final class RunInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunInterruptedException(String message) {
    super(message);
  }

  /** A training that stopped between two of its steps, after a checkpoint. */
  public static RunInterruptedException atStep(long step, long steps) {
    return new RunInterruptedException(
        "stopped at step " + step + " of " + steps + "; the same command resumes from there");
  }

  public RunInterruptedException(String message, RunInterruptedException cause) {
    super(message, cause);
  }
}
