package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;

/**
 * One average of the iterates theta(0), theta(1), ... of an optimizer. An {@link AverageBank} names
 * it, counts its updates, and saves the count.
 */
public interface IterateAverage {
  /**
   * Takes in one block of an iterate; the blocks of an iterate arrive in order.
   *
   * @param t number of the update, 1 for theta(1)
   * @param block index in a {@link io.papilio.learner.tensor.BlockedVector}
   * @param theta the block of theta(t), only read. Shape: [BLOCK]
   * @param length number of elements that count
   */
  void update(long t, int block, float[] theta, int length);

  /** Copies the average. Shape: [size] */
  void copyTo(float[] destination);

  /** Adds what the average holds to a state, unless it is the newest iterate. */
  void save(String prefix, TrainingState.Builder state);

  /**
   * Restores what {@link #save} added; later updates give the same bits as without the
   * interruption.
   */
  void restore(String prefix, TrainingState state);
}
