package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import io.papilio.learner.tensor.ParameterVector;
import java.nio.FloatBuffer;

/**
 * A multilayer perceptron that reads its parameters from a place inside a flat vector, so that one
 * vector may hold several networks.
 */
public final class Mlp {
  private final MlpShape shape;
  private final int offset;

  public Mlp(MlpShape shape) {
    this(shape, 0);
  }

  /**
   * @param offset index of the first parameter in the flat vector
   */
  public Mlp(MlpShape shape, int offset) {
    this.shape = shape;
    this.offset = (int) Require.nonNegative(offset, "offset");
  }

  public MlpShape shape() {
    return shape;
  }

  /** Index of the first parameter in the flat vector. */
  public int offset() {
    return offset;
  }

  /** Index after the last parameter in the flat vector: where another network may begin. */
  public int end() {
    return offset + shape.parameterCount();
  }

  /**
   * Computes the outputs; every array it makes belongs to the input's manager.
   *
   * @param flat the flat vector, a {@link ParameterVector}'s leaf or constant
   * @param input shape: [n, shape.input()]
   * @return shape: [n, shape.output()]
   */
  public NDArray forward(NDArray flat, NDArray input) {
    NDManager manager = input.getManager();
    NDList pieces = flat.split(bounds(Math.toIntExact(flat.size())));
    pieces.attach(manager);
    int piece = offset == 0 ? 0 : 1;
    NDArray hidden = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      NDArray weight =
          pieces.get(piece++).reshape(new Shape(shape.fanOut(layer), shape.fanIn(layer)));
      NDArray bias = pieces.get(piece++);
      // h_{l+1} = max(0, h_l W_l^T + b_l), the last layer without max
      hidden = Linear.linear(hidden, weight, bias).singletonOrThrow();
      if (layer < shape.layers() - 1) {
        hidden = Activation.relu(hidden);
      }
    }
    return hidden;
  }

  /**
   * Draws weights and biases as PyTorch's {@code Linear} does by default: uniform in +-1/sqrt(fan
   * in).
   *
   * @param flat the whole flat vector; only this network's part is written
   */
  public void initialize(FloatBuffer flat, NumpyGenerator generator) {
    int index = offset;
    for (int layer = 0; layer < shape.layers(); layer++) {
      double bound = 1 / Math.sqrt(shape.fanIn(layer));
      int count = (shape.fanIn(layer) + 1) * shape.fanOut(layer);
      for (int i = 0; i < count; i++) {
        flat.put(index++, (float) generator.uniform(-bound, bound));
      }
    }
  }

  /** Where to cut the flat vector: before each tensor of this network and behind the last one. */
  private long[] bounds(int length) {
    Require.that(end() <= length, "flat", length + " parameters", "at least " + end());
    var bounds = java.util.stream.LongStream.builder();
    for (TensorSlice slice : shape.tensors("")) {
      if (offset + slice.offset() > 0) {
        bounds.add(offset + slice.offset());
      }
    }
    if (end() < length) {
      bounds.add(end());
    }
    return bounds.build().toArray();
  }
}
