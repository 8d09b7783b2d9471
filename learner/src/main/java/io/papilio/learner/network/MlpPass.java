package io.papilio.learner.network;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import io.papilio.kernels.FeatureBatch;
import io.papilio.kernels.LinearLayer;
import java.util.Optional;

/**
 * A forward pass of a multilayer perceptron over a minibatch of n rows, and the backward pass
 * through it, written out by hand over {@link LinearLayer}s. No array is made after the first pass,
 * nothing is recorded, and passes in several threads do not meet. Bits depend on neither the
 * machine nor the other rows.
 */
public final class MlpPass {
  private final MlpShape shape;
  private final int rows;
  private final LinearLayer[] layers;
  private final int[] starts;
  // [layer]: its input, and the gradient of its input; one more of each for the network's output.
  private final FeatureBatch[] activations;
  private final FeatureBatch[] deltas;
  private final float[] outputs;
  private final float[] paddedRows;
  // Of the hidden layers' activations; null where nothing is dropped out.
  private final float[][] masks;
  private Dropout dropout = Dropout.NONE;
  private Optional<NumpyGenerator> generator = Optional.empty();
  private float[] parameters = {};
  private int offset;
  private int n;
  private boolean narrowed;

  /**
   * @param rows the most rows of a pass
   */
  public MlpPass(MlpShape shape, int rows) {
    this.shape = shape;
    this.rows = Require.positive(rows, "rows");
    int count = shape.layers();
    layers = new LinearLayer[count];
    starts = new int[count];
    activations = new FeatureBatch[count + 1];
    deltas = new FeatureBatch[count + 1];
    int start = 0;
    int longest = 0;
    for (int layer = 0; layer < count; layer++) {
      layers[layer] = new LinearLayer(shape.fanIn(layer), shape.fanOut(layer));
      starts[layer] = start;
      start += layers[layer].parameterCount();
      activations[layer] = new FeatureBatch(shape.fanIn(layer), rows);
      deltas[layer] = layer == 0 ? null : new FeatureBatch(shape.fanIn(layer), rows);
      longest = Math.max(longest, layers[layer].rowLength());
    }
    activations[count] = new FeatureBatch(shape.output(), rows);
    deltas[count] = new FeatureBatch(shape.output(), rows);
    masks = new float[count + 1][];
    outputs = new float[rows * shape.output()];
    paddedRows = new float[Math.multiplyExact(rows, longest)];
  }

  public MlpShape shape() {
    return shape;
  }

  /** The most rows of a pass. */
  public int rows() {
    return rows;
  }

  /** Drops hidden activations out, from the next forward pass on. */
  void dropOut(Dropout dropout, NumpyGenerator generator) {
    this.dropout = dropout;
    this.generator = Optional.of(generator);
  }

  /** Drops nothing out, from the next forward pass on. */
  void keepAll() {
    generator = Optional.empty();
  }

  /** Computes the outputs of as many rows as there may be. */
  public float[] forward(float[] parameters, int offset, float[] input, int stride) {
    return forward(parameters, offset, input, stride, rows);
  }

  /**
   * Computes the outputs. They are this pass's own array, overwritten by the next one; the
   * parameters are read again by the backward pass.
   *
   * @param parameters hold this network's from {@code offset} on
   * @param input shape: [n, shape.input()], its rows {@code stride} elements apart
   * @return shape: [rows, shape.output()], of which the first n count
   */
  public float[] forward(float[] parameters, int offset, float[] input, int stride, int n) {
    this.parameters = parameters;
    this.offset = offset;
    this.n = n;
    narrowed = false;
    activations[0].setRows(input, stride, n);
    for (int layer = 0; layer < layers.length; layer++) {
      // h_{l+1} = max(0, h_l W_l^T + b_l), the last layer without max
      boolean rectify = layer < layers.length - 1;
      layers[layer].forward(
          parameters,
          offset + starts[layer],
          activations[layer],
          activations[layer + 1],
          n,
          rectify);
      if (rectify) {
        dropOut(layer + 1);
      }
    }
    activations[layers.length].copyRows(outputs, shape.output(), n);
    return outputs;
  }

  /**
   * Narrows the pass that was made to some of its rows, for a gradient that is zero in all others;
   * the backward pass then takes and gives rows in this order. Until the next forward pass.
   *
   * @param chosen rising
   * @param count number of rows to use of {@code chosen}
   */
  public void keep(int[] chosen, int count) {
    for (int layer = 1; layer < layers.length; layer++) {
      activations[layer].keep(chosen, count);
    }
    n = count;
    narrowed = true;
  }

  /**
   * The gradient of the parameters. Not after {@link #keep}, which leaves the input as it is.
   *
   * @param outputGradient dJ / d output. Shape: [n, shape.output()]
   * @param gradient takes dJ / d parameters from the network's offset on, whatever was there
   */
  public void backward(float[] outputGradient, float[] gradient) {
    Require.that(!narrowed, "rows", n + " kept", "all of the forward pass");
    deltas[layers.length].setRows(outputGradient, shape.output(), n);
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      LinearLayer linear = layers[layer];
      activations[layer].copyRows(paddedRows, linear.rowLength(), n);
      linear.gradient(deltas[layer + 1], paddedRows, n, gradient, offset + starts[layer]);
      if (layer > 0) {
        below(layer);
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
    deltas[layers.length].setRows(outputGradient, shape.output(), n);
    for (int layer = layers.length - 1; layer > 0; layer--) {
      below(layer);
    }
    var result = new FeatureBatch(columns, rows);
    layers[0].backward(parameters, offset, deltas[1], null, firstColumn, result, n);
    result.copyRows(inputGradient, columns, n);
  }

  private void dropOut(int layer) {
    FeatureBatch hidden = activations[layer];
    masks[layer] = generator.map(g -> dropout.mask(hidden.features() * n, g)).orElse(null);
    if (masks[layer] != null) {
      hidden.multiply(masks[layer], n);
    }
  }

  /** delta_l, of the sums that layer l - 1 made: delta_{l+1} W_l where h_l > 0, else 0. */
  private void below(int layer) {
    layers[layer].backward(
        parameters,
        offset + starts[layer],
        deltas[layer + 1],
        activations[layer],
        0,
        deltas[layer],
        n);
    if (masks[layer] != null) {
      deltas[layer].multiply(masks[layer], n);
    }
  }
}
