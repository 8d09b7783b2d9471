package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.TensorSlice;
import java.util.List;

/** The network by the tensor engine's operations, whose gradients it records. */
final class TensorMlp {
  private TensorMlp() {}

  /**
   * The outputs; every array it makes belongs to the input's manager.
   *
   * @param flat holds the parameters from {@code offset} on
   * @param input shape: [n, shape.input()]
   */
  static NDArray forward(MlpShape shape, NDArray flat, int offset, NDArray input) {
    NDManager manager = input.getManager();
    List<TensorSlice> slices = shape.tensors("");
    NDArray hidden = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      NDArray weight = slice(flat, offset, slices.get(2 * layer));
      NDArray bias = slice(flat, offset, slices.get(2 * layer + 1));
      weight.attach(manager);
      bias.attach(manager);
      hidden =
          Linear.linear(
                  hidden, weight.reshape(new Shape(shape.fanOut(layer), shape.fanIn(layer))), bias)
              .singletonOrThrow();
      if (layer < shape.layers() - 1) {
        hidden = Activation.relu(hidden);
      }
    }
    return hidden;
  }

  private static NDArray slice(NDArray flat, int offset, TensorSlice slice) {
    int start = offset + slice.offset();
    return flat.get(start + ":" + (start + slice.size()));
  }
}
