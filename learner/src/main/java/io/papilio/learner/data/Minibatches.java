package io.papilio.learner.data;

/** The rows that a training takes its minibatches from. */
public interface Minibatches {
  /** The rows of minibatch {@code index}, which counts from 0. Shape: [batchSize]. */
  int[] minibatch(long index);

  /** Epochs in the first minibatches, a fraction included. */
  double epochs(long minibatches);
}
