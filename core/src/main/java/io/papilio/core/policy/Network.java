package io.papilio.core.policy;

import java.util.Optional;

/**
 * A function with parameters that no longer change, computed row by row: a row's outputs depend on
 * that row alone, to the last bit. Safe for use by several threads.
 */
public interface Network {
  /** Numbers in a row of inputs. */
  int inputSize();

  /** Numbers in a row of outputs. */
  int outputSize();

  /**
   * Computes the outputs of n rows.
   *
   * @param inputs shape: [n, inputSize], row-major
   * @param outputs overwritten. Shape: [n, outputSize], row-major
   */
  void forward(float[] inputs, int n, float[] outputs);

  /** Its parameters, if it is a multilayer perceptron, so that another process can compute it. */
  default Optional<MlpWeights> weights() {
    return Optional.empty();
  }
}
