package io.papilio.learner.network;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;

/**
 * A forward pass of a multilayer perceptron over a minibatch of n rows, and the backward pass
 * through it, written out by hand over plain arrays. No array is made after the first pass, and
 * neither pass records anything: a training step of small networks takes half the time that it
 * takes with {@link Mlp} and the tensor engine's gradients, which it equals up to rounding.
 */
public final class MlpPass {
  private final MlpShape shape;
  private final int rows;
  private final int[] weights;
  private final float[][] outputs;
  private final float[][] deltas;
  private final float[] ones;
  private float[] parameters = {};
  private int offset;
  private float[] input = {};
  private int stride;
  private int n;

  /**
   * @param rows n
   */
  public MlpPass(MlpShape shape, int rows) {
    this.shape = shape;
    this.rows = Require.positive(rows, "rows");
    List<TensorSlice> slices = shape.tensors("");
    weights = new int[shape.layers()];
    outputs = new float[shape.layers()][];
    deltas = new float[shape.layers() - 1][];
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer] = slices.get(2 * layer).offset();
      outputs[layer] = new float[rows * shape.fanOut(layer)];
      if (layer < deltas.length) {
        deltas[layer] = new float[rows * shape.fanOut(layer)];
      }
    }
    ones = new float[rows];
    Arrays.fill(ones, 1);
  }

  public MlpShape shape() {
    return shape;
  }

  /** Number of rows, n. */
  public int rows() {
    return rows;
  }

  /**
   * Computes the outputs. They are this pass's own array, overwritten by the next one; parameters
   * and input are read again by the backward pass.
   *
   * @param parameters hold this network's from {@code offset} on
   * @param input shape: [n, shape.input()], its rows {@code stride} elements apart
   * @return shape: [n, shape.output()]
   */
  public float[] forward(float[] parameters, int offset, float[] input, int stride) {
    this.parameters = parameters;
    this.offset = offset;
    this.input = input;
    this.stride = stride;
    n = rows;
    for (int layer = 0; layer < weights.length; layer++) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      int weight = offset + weights[layer];
      float[] y = outputs[layer];
      for (int row = 0; row < n; row++) {
        System.arraycopy(parameters, weight + in * out, y, row * out, out);
      }
      // h_{l+1} = max(0, h_l W_l^T + b_l), the last layer without max
      MatrixProduct.addTransposed(
          y, n, out, inputOf(layer), strideOf(layer), parameters, weight, in);
      if (layer < weights.length - 1) {
        rectify(y);
      }
    }
    return outputs[weights.length - 1];
  }

  /**
   * Narrows the pass that was made to some of its rows, for a gradient that is zero in all others;
   * the backward pass then takes and gives rows in this order. Until the next forward pass.
   *
   * @param chosen rising
   * @param count number of rows to use of {@code chosen}
   */
  public void keep(int[] chosen, int count) {
    for (int layer = 0; layer < weights.length - 1; layer++) {
      int width = shape.fanOut(layer);
      for (int row = 0; row < count; row++) {
        System.arraycopy(outputs[layer], chosen[row] * width, outputs[layer], row * width, width);
      }
    }
    n = count;
  }

  /**
   * The gradient of the parameters. Not after {@link #keep}, which leaves the input as it is.
   *
   * @param outputGradient dJ / d output. Shape: [n, shape.output()]
   * @param gradient takes dJ / d parameters from the network's offset on, whatever was there
   */
  public void backward(float[] outputGradient, float[] gradient) {
    Require.that(n == rows, "rows", n + " kept", "all " + rows);
    float[] delta = outputGradient;
    for (int layer = weights.length - 1; layer >= 0; layer--) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      int weight = offset + weights[layer];
      // dJ/dW_l = delta_l^T h_l, dJ/db_l = delta_l^T 1
      MatrixProduct.setOuter(gradient, weight, out, in, delta, inputOf(layer), strideOf(layer), n);
      MatrixProduct.setOuter(gradient, weight + in * out, out, 1, delta, ones, 1, n);
      if (layer > 0) {
        delta = below(layer, delta);
      }
    }
  }

  /**
   * The gradient of some columns of the input, without that of the parameters.
   *
   * @param outputGradient dJ / d output. Shape: [n or the kept rows, shape.output()]
   * @param inputGradient takes dJ / d input. Shape: [n or the kept rows, columns]
   */
  public void backwardToInput(
      float[] outputGradient, int firstColumn, int columns, float[] inputGradient) {
    float[] delta = outputGradient;
    for (int layer = weights.length - 1; layer > 0; layer--) {
      delta = below(layer, delta);
    }
    MatrixProduct.set(
        inputGradient,
        n,
        columns,
        delta,
        shape.fanOut(0),
        parameters,
        offset + weights[0] + firstColumn,
        shape.fanIn(0));
  }

  /** delta_{l-1}, of the sums that layer l - 1 made. */
  private float[] below(int layer, float[] delta) {
    int in = shape.fanIn(layer);
    float[] result = deltas[layer - 1];
    // delta_{l-1} = delta_l W_l where h_l > 0, else 0
    MatrixProduct.set(
        result, n, in, delta, shape.fanOut(layer), parameters, offset + weights[layer], in);
    gate(result, outputs[layer - 1], n * in);
    return result;
  }

  private float[] inputOf(int layer) {
    return layer == 0 ? input : outputs[layer - 1];
  }

  private int strideOf(int layer) {
    return layer == 0 ? stride : shape.fanIn(layer);
  }

  private static void rectify(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }

  private static void gate(float[] delta, float[] hidden, int length) {
    for (int i = 0; i < length; i++) {
      // 1 where h > 0, else 0, without a branch: h is 0 or at least 1.2e-38, the least normal float
      delta[i] *= Math.min(1, hidden[i] * 1e38f);
    }
  }
}
