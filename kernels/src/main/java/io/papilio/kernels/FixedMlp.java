package io.papilio.kernels;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.Network;
import io.papilio.core.validation.Require;
import java.util.Optional;

/**
 * A multilayer perceptron with parameters that no longer change, for acting.
 *
 * <p>An output is one sum in one order, the one of {@link LinearLayer}, so it is the same to the
 * last bit alone or in any batch, in any thread, on any machine, and in training. Safe for use by
 * several threads.
 */
public final class FixedMlp implements Network {
  private static final int PANEL = FeatureBatch.PANEL;

  private final MlpShape shape;
  // [layer]: panels of outputs, [out / PANEL][in][PANEL], the last one padded with zeros.
  private final float[][] weights;
  private final float[][] biases;

  /**
   * @param parameters copied. Shape: [shape.parameterCount()]
   */
  public FixedMlp(MlpShape shape, float[] parameters) {
    int count = shape.parameterCount();
    Require.that(
        parameters.length == count, "parameters", parameters.length + " values", count + " values");
    this.shape = shape;
    this.weights = new float[shape.layers()][];
    this.biases = new float[shape.layers()][];
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.fanOut(layer);
      weights[layer] = panels(parameters, offset, in, out);
      offset += in * out;
      biases[layer] = new float[FeatureBatch.roundUp(out)];
      System.arraycopy(parameters, offset, biases[layer], 0, out);
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
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          parameters[offset + o * in + i] = weights[layer][at(o, in) + i * PANEL];
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
    int variant = KernelVariant.current().code();
    float[] rows = inputs;
    int row = inputSize();
    for (int layer = 0; layer < weights.length; layer++) {
      int width = biases[layer].length;
      float[] next = new float[n * width];
      // h_{l+1} = max(0, W_l h_l + b_l), the last layer without max
      boolean rectify = layer < weights.length - 1;
      NativeKernels.packed(
          variant,
          weights[layer],
          biases[layer],
          shape.fanIn(layer),
          width,
          rows,
          0,
          row,
          next,
          n,
          rectify);
      rows = next;
      row = width;
    }
    for (int r = 0; r < n; r++) {
      System.arraycopy(rows, r * row, outputs, r * outputSize(), outputSize());
    }
  }

  private static float[] panels(float[] parameters, int offset, int in, int out) {
    float[] panels = new float[FeatureBatch.roundUp(out) * in];
    for (int o = 0; o < out; o++) {
      int at = at(o, in);
      for (int i = 0; i < in; i++) {
        panels[at + i * PANEL] = parameters[offset + o * in + i];
      }
    }
    return panels;
  }

  /** Where the weight of the first input begins in the panels of an output. */
  private static int at(int output, int in) {
    return output / PANEL * in * PANEL + output % PANEL;
  }
}
