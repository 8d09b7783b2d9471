package io.papilio.learner.loss;

/**
 * A loss of n rows of network outputs against n rows of targets: the mean over rows of what one row
 * loses. A pure function over float32 arrays, computed in float64 and in a fixed order.
 */
public interface OutputLoss {
  /** Numbers in a row of outputs for targets of {@code targetSize} numbers. */
  default int outputSize(int targetSize) {
    return targetSize;
  }

  /**
   * Computes the loss and its gradient by the outputs.
   *
   * @param outputs shape: [n, outputSize], row-major; later elements are ignored
   * @param targets shape: [n, targetSize], row-major
   * @param outputGradient takes dJ / d outputs. Shape: [n, outputSize]
   * @return J
   */
  double gradient(float[] outputs, float[] targets, int n, float[] outputGradient);

  /** The loss alone. */
  default double value(float[] outputs, float[] targets, int n) {
    return gradient(outputs, targets, n, new float[outputs.length]);
  }
}
