package io.papilio.learner.optimizer;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.kernels.WorkerThreads;

/** A rule that moves a flat parameter vector along gradients, and what it remembers of them. */
public interface Optimizer {
  /**
   * Takes a step.
   *
   * @param parameters changed in place. Shape: [size]
   * @param gradient shape: [size]
   * @param listener called for parts that begin at multiples of 4,096, on several threads where
   *     {@link WorkerThreads} has them
   */
  void step(float[] parameters, float[] gradient, double learningRate, BlockListener listener);

  /** Adds everything that later steps depend on to a state. */
  void save(String prefix, TrainingState.Builder state);

  /**
   * Restores what {@link #save} added; later steps give the same bits as without the interruption.
   */
  void restore(String prefix, TrainingState state);

  /** Sees a part of the parameters right after its update, while it is in the cache. */
  interface BlockListener {
    /**
     * Called after each part of the update.
     *
     * @param parameters all of them; from {@code start} on, {@code length} are updated
     */
    void onBlock(float[] parameters, int start, int length);
  }
}
