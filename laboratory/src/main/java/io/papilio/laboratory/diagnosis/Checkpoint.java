package io.papilio.laboratory.diagnosis;

import io.papilio.core.policy.Policy;
import java.nio.file.Path;
import java.util.function.Function;

/** A file with the weights of a policy, of a training that may be anybody's. */
public interface Checkpoint {
  Path file();

  /** What two checkpoints must have in common to be averaged: names and shapes of the weights. */
  Object layout();

  /** All weights in the order of the layout. */
  float[] weights();

  /**
   * Lets the policy with other weights of the same layout act.
   *
   * @param use after which the policy may be gone
   */
  <R> R act(float[] weights, Function<Policy, R> use);

  /** Writes a file of the same format with other weights. */
  void write(Path file, float[] weights);
}
