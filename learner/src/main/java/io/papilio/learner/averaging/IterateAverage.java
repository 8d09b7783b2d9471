package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;

/**
 * One average of the iterates theta(0), theta(1), ... of an optimizer. An {@link AverageBank} names
 * it and hands it the iterates in batches.
 */
public interface IterateAverage {
  /**
   * Takes in a batch.
   *
   * @param first t of its first iterate, 1 for theta(1); it follows on the previous batch
   */
  void update(long first, IterateBatch batch);

  /**
   * Copies the average as it would be after an update, which it does not make.
   *
   * @param pending may be empty
   * @param destination shape: [size]
   */
  void copyTo(long first, IterateBatch pending, float[] destination);

  /** Adds what the average holds to a state. */
  void save(String prefix, TrainingState.Builder state);

  /**
   * Restores what {@link #save} added; later updates give the same bits as without the
   * interruption.
   */
  void restore(String prefix, TrainingState state);
}
