package io.papilio.learner.network;

import io.papilio.core.policy.MlpShape;

/** The network in plain float64 loops: slow, and plainly right. */
final class ReferenceMlp {
  private ReferenceMlp() {}

  /** The outputs of one row. Shape: [shape.output()]. */
  static double[] forward(MlpShape shape, double[] parameters, double[] input) {
    double[] hidden = input;
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      double[] next = new double[out];
      for (int i = 0; i < out; i++) {
        double sum = parameters[offset + out * in + i];
        for (int j = 0; j < in; j++) {
          sum += parameters[offset + i * in + j] * hidden[j];
        }
        next[i] = layer < shape.layers() - 1 ? Math.max(0, sum) : sum;
      }
      hidden = next;
      offset += out * in + out;
    }
    return hidden;
  }

  /** The mean of squared outputs over rows and outputs. */
  static double meanSquare(MlpShape shape, double[] parameters, double[][] inputs) {
    double sum = 0;
    for (double[] input : inputs) {
      for (double output : forward(shape, parameters, input)) {
        sum += output * output;
      }
    }
    return sum / (inputs.length * shape.output());
  }

  /** The gradient of a function by central differences. */
  static double[] gradient(java.util.function.ToDoubleFunction<double[]> function, double[] at) {
    // h near the cube root of the unit roundoff, where truncation (h^2) and rounding (u/h) balance
    double h = 6e-6;
    double[] gradient = new double[at.length];
    double[] point = at.clone();
    for (int i = 0; i < at.length; i++) {
      point[i] = at[i] + h;
      double above = function.applyAsDouble(point);
      point[i] = at[i] - h;
      gradient[i] = (above - function.applyAsDouble(point)) / (2 * h);
      point[i] = at[i];
    }
    return gradient;
  }
}
