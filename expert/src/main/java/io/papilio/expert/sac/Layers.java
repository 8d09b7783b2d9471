package io.papilio.expert.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.papilio.learner.network.MlpShape;
import io.papilio.learner.network.TensorSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Equally shaped perceptrons, cut out of one flat vector once and used several times: the cutting
 * takes as many tensor operations as a forward pass, and its gradient is one pass over the vector
 * however many networks there are.
 */
final class Layers {
  private final MlpShape shape;
  private final List<NDArray> tensors;

  private Layers(MlpShape shape, List<NDArray> tensors) {
    this.shape = shape;
    this.tensors = tensors;
  }

  /**
   * Cuts {@code count} networks, one behind the other, out of a vector.
   *
   * @param flat exactly as long as the networks together
   * @param manager owner of the pieces
   */
  static Layers of(NDArray flat, MlpShape shape, int count, NDManager manager) {
    List<TensorSlice> slices = shape.tensors("");
    long[] bounds =
        IntStream.range(0, count)
            .boxed()
            .flatMap(i -> slices.stream().map(s -> i * shape.parameterCount() + s.offset()))
            .skip(1)
            .mapToLong(Integer::longValue)
            .toArray();
    NDList pieces = flat.split(bounds);
    pieces.attach(manager);
    List<NDArray> tensors = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      List<Integer> dimensions = slices.get(i % slices.size()).shape();
      tensors.add(
          dimensions.size() == 1
              ? pieces.get(i)
              : pieces.get(i).reshape(new Shape(dimensions.get(0), dimensions.get(1))));
    }
    return new Layers(shape, tensors);
  }

  /**
   * The output of network {@code index}, owned by the input's manager. Shape: [n, shape.output()].
   *
   * @param input shape: [n, shape.input()]
   */
  NDArray forward(int index, NDArray input) {
    NDArray hidden = input;
    int next = 2 * shape.layers() * index;
    for (int layer = 0; layer < shape.layers(); layer++) {
      // h_{l+1} = max(0, h_l W_l^T + b_l), the last layer without max
      hidden = Linear.linear(hidden, tensors.get(next++), tensors.get(next++)).singletonOrThrow();
      if (layer < shape.layers() - 1) {
        hidden = Activation.relu(hidden);
      }
    }
    return hidden;
  }
}
