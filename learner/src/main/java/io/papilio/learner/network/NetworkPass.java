package io.papilio.learner.network;

/**
 * A forward pass of a network over rows, and the backward pass through it. It owns what both need,
 * so that passes of one network in several threads do not meet.
 */
public interface NetworkPass {
  /**
   * Begins a training step, which decides what is random in its passes: dropout. Outside of steps
   * nothing is random.
   *
   * @param step counts from 0
   */
  default void begin(long step) {}

  /** Ends the training step. */
  default void end() {}

  /**
   * Computes the outputs.
   *
   * @param theta the parameters, read again by the backward pass
   * @param inputs shape: [n, input size], row-major
   * @return shape: [n, output size] or longer, overwritten by the next pass
   */
  float[] forward(float[] theta, float[] inputs, int n);

  /**
   * The gradient of J by theta, of the rows of the last forward pass.
   *
   * @param outputGradient dJ / d outputs. Shape: [n, output size]
   * @param gradient takes dJ / d theta, whatever was there. Shape: [theta.length]
   */
  void backward(float[] outputGradient, float[] gradient);
}
