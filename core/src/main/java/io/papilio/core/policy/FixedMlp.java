package io.papilio.core.policy;

import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.Optional;

/**
 * A multilayer perceptron with parameters that no longer change, in plain Java: for acting, where
 * batches are small and a call of the tensor engine costs more than the products.
 *
 * <p>An output is one sum in one order, so it is the same to the last bit alone or in any batch, in
 * any thread and on any machine. Safe for use by several threads.
 */
public final class FixedMlp implements Network {
  private final MlpShape shape;
  // [layer][input][output]: a row holds what one input adds to all outputs, so that the inner loop
  // runs over arrays and becomes vector code.
  private final float[][][] weights;
  private final float[][] biases;

  /**
   * @param parameters copied. Shape: [shape.parameterCount()]
   */
  public FixedMlp(MlpShape shape, float[] parameters) {
    int count = shape.parameterCount();
    Require.that(
        parameters.length == count, "parameters", parameters.length + " values", count + " values");
    this.shape = shape;
    this.weights = new float[shape.layers()][][];
    this.biases = new float[shape.layers()][];
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      weights[layer] = transposed(parameters, offset, in, out);
      offset += in * out;
      biases[layer] = Arrays.copyOfRange(parameters, offset, offset + out);
      offset += out;
    }
  }

  public MlpShape shape() {
    return shape;
  }

  @Override
  public int inputSize() {
    return shape.input();
  }

  @Override
  public int outputSize() {
    return shape.output();
  }

  @Override
  public Optional<MlpWeights> weights() {
    float[] parameters = new float[shape.parameterCount()];
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      for (int i = 0; i < out; i++) {
        for (int j = 0; j < in; j++) {
          parameters[offset + i * in + j] = weights[layer][j][i];
        }
      }
      offset += in * out;
      System.arraycopy(biases[layer], 0, parameters, offset, out);
      offset += out;
    }
    return Optional.of(new MlpWeights(shape, parameters));
  }

  @Override
  public void forward(float[] inputs, int n, float[] outputs) {
    Require.that(
        inputs.length == n * inputSize(),
        "inputs",
        inputs.length + " values",
        "[" + n + ", " + inputSize() + "]");
    Require.that(
        outputs.length == n * outputSize(),
        "outputs",
        outputs.length + " values",
        "[" + n + ", " + outputSize() + "]");
    // Row r begins at r * stride: the inputs are one array, later layers have an array per row,
    // since a loop over an array from its beginning becomes vector code.
    float[][] rows = new float[n][];
    Arrays.fill(rows, inputs);
    int stride = inputSize();
    for (int layer = 0; layer < weights.length; layer++) {
      // h_{l+1} = max(0, W_l h_l + b_l), the last layer without max
      rows = linear(weights[layer], biases[layer], rows, stride);
      stride = 0;
      if (layer < weights.length - 1) {
        rectify(rows);
      }
    }
    for (int row = 0; row < n; row++) {
      System.arraycopy(rows[row], 0, outputs, row * outputSize(), outputSize());
    }
  }

  private static float[][] linear(float[][] weights, float[] bias, float[][] rows, int stride) {
    float[][] outputs = new float[rows.length][];
    Arrays.setAll(outputs, row -> bias.clone());
    // Inputs by fours, so that an output is loaded and stored once for four products.
    int fours = weights.length / 4 * 4;
    for (int j = 0; j < fours; j += 4) {
      for (int row = 0; row < rows.length; row++) {
        addFour(outputs[row], weights, j, rows[row], row * stride + j);
      }
    }
    for (int j = fours; j < weights.length; j++) {
      for (int row = 0; row < rows.length; row++) {
        addOne(outputs[row], weights[j], rows[row][row * stride + j]);
      }
    }
    return outputs;
  }

  private static void addFour(float[] outputs, float[][] weights, int j, float[] inputs, int at) {
    float[] w0 = weights[j];
    float[] w1 = weights[j + 1];
    float[] w2 = weights[j + 2];
    float[] w3 = weights[j + 3];
    float x0 = inputs[at];
    float x1 = inputs[at + 1];
    float x2 = inputs[at + 2];
    float x3 = inputs[at + 3];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] += (w0[i] * x0 + w1[i] * x1) + (w2[i] * x2 + w3[i] * x3);
    }
  }

  private static void addOne(float[] outputs, float[] weights, float input) {
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] += weights[i] * input;
    }
  }

  private static void rectify(float[][] rows) {
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
  }

  private static float[][] transposed(float[] parameters, int offset, int in, int out) {
    float[][] columns = new float[in][out];
    for (int i = 0; i < out; i++) {
      for (int j = 0; j < in; j++) {
        columns[j][i] = parameters[offset + i * in + j];
      }
    }
    return columns;
  }
}
