package io.papilio.learner.optimizer;

import java.util.OptionalLong;

/**
 * A run stopped because a number of its training was no longer finite; the message says which one,
 * at which step, and what is kept.
 */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param quantity what is not finite, for example {@code critic loss}
   * @param step at which it was noticed
   * @param checkpoint step of the last checkpoint, where there is one
   */
  public TrainingDivergedException(
      String quantity, double value, long step, OptionalLong checkpoint) {
    super(
        quantity
            + ": "
            + value
            + " at step "
            + step
            + " (expected: a finite number, perhaps by a smaller --learning-rate; "
            + (checkpoint.isPresent()
                ? "the checkpoint of step " + checkpoint.getAsLong() + " is kept)"
                : "there is no checkpoint yet)"));
  }
}
