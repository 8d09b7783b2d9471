package io.papilio.laboratory.pitfalls.learner;

import io.papilio.laboratory.numeric.Draws;

/**
 * A multilayer perceptron in float64 whose derivatives are bounded: tanh or GELU between its
 * layers. Its parameters are one flat vector: the weights of a layer row by row, then its biases.
 */
public final class SmallMlp {
  /** What stands between layers. */
  public enum Activation {
    TANH,
    GELU
  }

  private final int[] sizes;
  private final Activation activation;

  public SmallMlp(Activation activation, int... sizes) {
    this.activation = activation;
    this.sizes = sizes.clone();
  }

  public int parameterCount() {
    int count = 0;
    for (int layer = 1; layer < sizes.length; layer++) {
      count += sizes[layer] * (sizes[layer - 1] + 1);
    }
    return count;
  }

  /** Initial parameters, uniform in ±1/√inputs as PyTorch's. */
  public double[] initial(Draws draws) {
    double[] parameters = new double[parameterCount()];
    int at = 0;
    for (int layer = 1; layer < sizes.length; layer++) {
      double bound = 1 / Math.sqrt(sizes[layer - 1]);
      for (int i = 0; i < sizes[layer] * (sizes[layer - 1] + 1); i++) {
        parameters[at++] = draws.uniform(-bound, bound);
      }
    }
    return parameters;
  }

  /** The network with these parameters as a policy. */
  public StatePolicy policy(double[] parameters) {
    return x -> {
      double[][] values = forward(parameters, x, null);
      return values[values.length - 1];
    };
  }

  /**
   * Adds the gradient of |output - target|² / 2.
   *
   * @return the loss
   */
  double addGradient(double[] parameters, double[] x, double[] target, double[] gradient) {
    double[][] slopes = new double[sizes.length][];
    double[][] values = forward(parameters, x, slopes);
    int last = sizes.length - 1;
    double[] error = new double[sizes[last]];
    double loss = 0;
    for (int i = 0; i < error.length; i++) {
      error[i] = values[last][i] - target[i];
      loss += error[i] * error[i] / 2;
    }
    int end = parameters.length;
    for (int layer = last; layer >= 1; layer--) {
      int outputs = sizes[layer];
      int inputs = sizes[layer - 1];
      int start = end - outputs * (inputs + 1);
      double[] before = new double[inputs];
      for (int i = 0; i < outputs; i++) {
        double e = error[i];
        int row = start + i * inputs;
        for (int j = 0; j < inputs; j++) {
          gradient[row + j] += e * values[layer - 1][j];
          before[j] += e * parameters[row + j];
        }
        gradient[start + outputs * inputs + i] += e;
      }
      for (int j = 0; j < inputs && layer > 1; j++) {
        before[j] *= slopes[layer - 1][j];
      }
      error = before;
      end = start;
    }
    return loss;
  }

  /** The values of all layers; where {@code slopes} is given, also the activations' slopes. */
  private double[][] forward(double[] parameters, double[] x, double[][] slopes) {
    double[][] values = new double[sizes.length][];
    values[0] = x;
    int at = 0;
    for (int layer = 1; layer < sizes.length; layer++) {
      int inputs = sizes[layer - 1];
      int outputs = sizes[layer];
      double[] out = new double[outputs];
      double[] in = values[layer - 1];
      int biases = at + outputs * inputs;
      boolean hidden = layer < sizes.length - 1;
      double[] slope = hidden && slopes != null ? new double[outputs] : null;
      for (int i = 0; i < outputs; i++) {
        double sum = parameters[biases + i];
        int row = at + i * inputs;
        for (int j = 0; j < inputs; j++) {
          sum += parameters[row + j] * in[j];
        }
        out[i] = hidden ? activate(sum, slope, i) : sum;
      }
      if (slope != null) {
        slopes[layer] = slope;
      }
      values[layer] = out;
      at = biases + outputs;
    }
    return values;
  }

  private double activate(double v, double[] slope, int i) {
    if (activation == Activation.TANH) {
      double t = Math.tanh(v);
      if (slope != null) {
        slope[i] = 1 - t * t;
      }
      return t;
    }
    // v (1 + tanh(√(2/π) (v + 0.044715 v³))) / 2
    double c = Math.sqrt(2 / Math.PI);
    double t = Math.tanh(c * (v + 0.044715 * v * v * v));
    if (slope != null) {
      slope[i] = (1 + t) / 2 + v / 2 * (1 - t * t) * c * (1 + 3 * 0.044715 * v * v);
    }
    return v * (1 + t) / 2;
  }
}
