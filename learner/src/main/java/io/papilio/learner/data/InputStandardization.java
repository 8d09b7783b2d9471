package io.papilio.learner.data;

import io.papilio.core.policy.TensorSlice;
import io.papilio.core.validation.Require;
import java.util.Arrays;

/**
 * Shifts and scales each coordinate of the inputs, z_j = (x_j - mu_j) / sigma_j. A network trained
 * on z becomes one of x by changing its first layer alone, so that weights files and policies need
 * not know of it.
 *
 * <p>The coordinates of a walking robot differ in size by a factor of several hundred (angles of a
 * straight joint, velocities); without this, gradient descent learns the small ones last.
 */
public final class InputStandardization {
  /**
   * The least sigma. A coordinate that hardly moves in the demonstrations would otherwise drown the
   * others as soon as an imitator leaves them.
   */
  private static final double SMALLEST_DEVIATION = 1e-3;

  private final double[] mean;
  private final double[] deviation;

  private InputStandardization(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * To mean 0 and standard deviation 1 over these inputs.
   *
   * @param inputs parts of them, each row by row, read three times. Shapes: [rows, size]
   */
  static InputStandardization of(Iterable<float[]> inputs, int size) {
    int n = 0;
    for (float[] part : inputs) {
      n += part.length / size;
    }
    double[] mean = new double[size];
    double[] deviation = new double[size];
    for (float[] part : inputs) {
      for (int i = 0; i < part.length; i++) {
        mean[i % size] += part[i] / (double) n;
      }
    }
    for (float[] part : inputs) {
      for (int i = 0; i < part.length; i++) {
        double d = part[i] - mean[i % size];
        deviation[i % size] += d * d / n;
      }
    }
    Arrays.setAll(deviation, j -> Math.max(Math.sqrt(deviation[j]), SMALLEST_DEVIATION));
    return new InputStandardization(mean, deviation);
  }

  /** Standardizes in place. Shape: [n, d], row by row. */
  void apply(float[] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      int j = i % mean.length;
      // z_j = (x_j - mu_j) / sigma_j
      inputs[i] = (float) ((inputs[i] - mean[j]) / deviation[j]);
    }
  }

  /**
   * Rewrites a first layer that expects z for x: W z + b = (W / sigma) x + (b - W (mu / sigma)).
   *
   * @param theta the parameters, changed in place
   * @param weight where W lies in it. Shape: [out, d], or [out, L d] for windows of L inputs
   * @param bias where b lies in it. Shape: [out]
   */
  public void foldInto(float[] theta, TensorSlice weight, TensorSlice bias) {
    int inputs = weight.shape().get(1);
    Require.that(
        inputs % mean.length == 0, "weight", weight.shape(), "[out, L " + mean.length + "]");
    for (int row = 0; row < weight.shape().get(0); row++) {
      double shift = 0;
      for (int j = 0; j < inputs; j++) {
        int index = weight.offset() + row * inputs + j;
        double scaled = theta[index] / deviation[j % mean.length];
        shift += scaled * mean[j % mean.length];
        theta[index] = (float) scaled;
      }
      theta[bias.offset() + row] -= (float) shift;
    }
  }
}
