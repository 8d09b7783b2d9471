package io.papilio.learner.network;

import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A causal Transformer over a window of L time steps, and the order of its parameters in a flat
 * vector. A step is embedded linearly, a sinusoidal position is added, pre-norm blocks of attention
 * and a GELU feed-forward layer of four times the width follow, and the norm of the last position
 * becomes the outputs linearly.
 *
 * <p>Blocks have the order, names and layout of PyTorch's {@code TransformerEncoderLayer(width,
 * heads, 4 * width, activation="gelu", norm_first=True, batch_first=True)}.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Table 1 (4 layers of 4 heads, width 1024, history
 * 32); Vaswani et al., "Attention is all you need" (2017), section 3.5 for the positions.
 *
 * @param stepSize numbers in a time step of the input, d
 * @param history L
 * @param layers number of blocks
 * @param heads of each block
 * @param width numbers in a position; a multiple of the heads, and even
 * @param outputs numbers in an output
 */
public record TransformerShape(
    int stepSize, int history, int layers, int heads, int width, int outputs) {
  /** Width of the feed-forward layers over that of the positions. */
  private static final int EXPANSION = 4;

  private static final String EMBEDDING = "embedding";
  private static final String HEAD = "head";

  public TransformerShape {
    Require.positive(stepSize, "stepSize");
    Require.positive(history, "history");
    Require.positive(layers, "layers");
    Require.positive(heads, "heads");
    Require.positive(outputs, "outputs");
    Require.that(
        width > 0 && width % heads == 0 && width % 2 == 0,
        "width",
        width,
        "even, a multiple of " + heads + " heads");
    double block = (4.0 + 2 * EXPANSION) * width * (width + 2.0);
    double parameters = layers * block + (stepSize + outputs + 4.0) * width + outputs;
    Require.that(
        parameters <= Integer.MAX_VALUE && (double) history * stepSize <= Integer.MAX_VALUE,
        "width",
        width + ", " + layers + " layers of " + stepSize + " x " + history + " inputs",
        "fewer than 2^31 parameters and inputs");
  }

  /** Numbers in an input, L d. */
  public int input() {
    return history * stepSize;
  }

  /** Numbers in the hidden layer of a block's feed-forward network. */
  public int hidden() {
    return EXPANSION * width;
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    List<TensorSlice> tensors = tensors();
    TensorSlice last = tensors.get(tensors.size() - 1);
    return last.offset() + last.size();
  }

  /** The tensors inside the flat vector, in its order. */
  public List<TensorSlice> tensors() {
    Slices slices = new Slices();
    slices.linear(EMBEDDING + ".", width, stepSize);
    for (int layer = 0; layer < layers; layer++) {
      String block = "layers." + layer + ".";
      slices.add(block + "self_attn.in_proj_weight", 3 * width, width);
      slices.add(block + "self_attn.in_proj_bias", 3 * width);
      slices.linear(block + "self_attn.out_proj.", width, width);
      slices.linear(block + "linear1.", hidden(), width);
      slices.linear(block + "linear2.", width, hidden());
      slices.norm(block + "norm1.", width);
      slices.norm(block + "norm2.", width);
    }
    slices.norm("norm.", width);
    slices.linear(HEAD + ".", outputs, width);
    return slices.all;
  }

  /**
   * Draws the parameters: weights and biases as PyTorch's {@code Linear} does by default, uniform
   * in +-1/sqrt(fan in); norms begin as the identity.
   */
  public void initialize(float[] flat, NumpyGenerator generator) {
    double bound = 0;
    for (TensorSlice slice : tensors()) {
      boolean norm = slice.name().contains("norm");
      boolean matrix = slice.shape().size() == 2;
      // A bias follows its matrix, and has the same bound.
      bound = matrix ? 1 / Math.sqrt(slice.shape().get(1)) : bound;
      for (int i = 0; i < slice.size(); i++) {
        double value = slice.name().endsWith("weight") ? 1 : 0;
        flat[slice.offset() + i] = (float) (norm ? value : generator.uniform(-bound, bound));
      }
    }
  }

  /** The sinusoidal positions, the first position first. Shape: [L, width], row-major. */
  public float[] positions() {
    return positions(history, width);
  }

  /** The sinusoidal positions of so many time steps. Shape: [count, width], row-major. */
  public static float[] positions(int count, int width) {
    float[] positions = new float[count * width];
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < width; i += 2) {
        // sin(t / 10000^(i / width)) and cos of the same
        double angle = t / StrictMath.pow(10_000, (double) i / width);
        positions[t * width + i] = (float) StrictMath.sin(angle);
        positions[t * width + i + 1] = (float) StrictMath.cos(angle);
      }
    }
    return positions;
  }

  private static final class Slices {
    private final List<TensorSlice> all = new ArrayList<>();
    private int offset;

    void add(String name, Integer... shape) {
      TensorSlice slice = new TensorSlice(name, offset, List.of(shape));
      all.add(slice);
      offset = Math.addExact(offset, slice.size());
    }

    void linear(String prefix, int out, int in) {
      add(prefix + "weight", out, in);
      add(prefix + "bias", out);
    }

    void norm(String prefix, int size) {
      add(prefix + "weight", size);
      add(prefix + "bias", size);
    }
  }
}
