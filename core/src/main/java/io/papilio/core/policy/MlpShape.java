package io.papilio.core.policy;

import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer widths of a multilayer perceptron with ReLU between its layers and a linear output.
 *
 * <p>Its parameters lie in one flat vector, layer by layer: the weight, row-major [out, in], then
 * the bias [out]. This is the order and the layout of PyTorch's {@code Sequential(Linear, ReLU,
 * ..., Linear).parameters()}.
 *
 * @param sizes input, hidden layers, output; at least input and output, each positive, and fewer
 *     than 2^31 parameters together
 */
public record MlpShape(List<Integer> sizes) {
  public MlpShape {
    sizes = List.copyOf(sizes);
    Require.that(sizes.size() >= 2, "sizes", sizes, "input, hidden layers, output");
    for (int size : sizes) {
      Require.that(size > 0, "sizes", sizes, "positive sizes");
    }
    double parameters = 0;
    for (int layer = 1; layer < sizes.size(); layer++) {
      parameters += (sizes.get(layer - 1) + 1.0) * sizes.get(layer);
    }
    Require.that(
        parameters <= Integer.MAX_VALUE, "sizes", sizes, "fewer than 2^31 parameters together");
  }

  public static MlpShape of(Integer... sizes) {
    return new MlpShape(List.of(sizes));
  }

  public int input() {
    return sizes.get(0);
  }

  public int output() {
    return sizes.get(layers());
  }

  /** Number of linear layers. */
  public int layers() {
    return sizes.size() - 1;
  }

  /** Number of inputs of a layer, counted from 0. */
  public int fanIn(int layer) {
    return sizes.get(layer);
  }

  /** Number of outputs of a layer, counted from 0. */
  public int fanOut(int layer) {
    return sizes.get(layer + 1);
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    int count = 0;
    for (int layer = 0; layer < layers(); layer++) {
      count = Math.addExact(count, Math.multiplyExact(fanIn(layer) + 1, fanOut(layer)));
    }
    return count;
  }

  /**
   * The weights and biases inside the flat vector, in its order, named as PyTorch names those of a
   * {@code Sequential} with ReLUs at the odd places: {@code prefix.0.weight}, {@code
   * prefix.0.bias}, {@code prefix.2.weight}, ...
   *
   * @param prefix of the names, without the dot; empty for none
   */
  public List<TensorSlice> tensors(String prefix) {
    String start = prefix.isEmpty() ? "" : prefix + ".";
    List<TensorSlice> slices = new ArrayList<>();
    int offset = 0;
    for (int layer = 0; layer < layers(); layer++) {
      int in = fanIn(layer);
      int out = fanOut(layer);
      String name = start + 2 * layer;
      slices.add(new TensorSlice(name + ".weight", offset, List.of(out, in)));
      slices.add(new TensorSlice(name + ".bias", offset + out * in, List.of(out)));
      offset += out * in + out;
    }
    return slices;
  }
}
