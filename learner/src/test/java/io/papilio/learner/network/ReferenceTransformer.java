package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.papilio.core.policy.TensorSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Transformer in DJL's own operations, with attention written out. */
final class ReferenceTransformer {
  private final TransformerShape shape;
  private final NDManager manager;
  private final Map<String, NDArray> parameters = new HashMap<>();
  private final List<NDArray> weights = new ArrayList<>();

  ReferenceTransformer(TransformerShape shape, NDArray flat, NDManager manager) {
    this.shape = shape;
    this.manager = manager;
    for (TensorSlice slice : shape.tensors()) {
      NDArray piece = flat.get(slice.offset() + ":" + (slice.offset() + slice.size()));
      piece.attach(manager);
      long[] sizes = slice.shape().stream().mapToLong(Integer::longValue).toArray();
      parameters.put(slice.name(), piece.reshape(new Shape(sizes)));
    }
  }

  /**
   * Means of the actions.
   *
   * @param x shape: [n, L, d]
   * @return shape: [n, outputs]
   */
  NDArray outputs(NDArray x) {
    NDArray positions =
        manager.create(shape.positions(), new Shape(shape.history(), shape.width()));
    NDArray h = linear(x, "embedding").add(positions);
    for (int layer = 0; layer < shape.layers(); layer++) {
      String block = "layers." + layer + ".";
      NDArray attended = attention(norm(h, block + "norm1"), block + "self_attn.");
      h = h.add(linear(attended, block + "self_attn.out_proj"));
      NDArray hidden = Activation.gelu(linear(norm(h, block + "norm2"), block + "linear1"));
      h = h.add(linear(hidden, block + "linear2"));
    }
    return linear(norm(h, "norm").get(":, -1"), "head");
  }

  /** Of the last call of {@link #outputs}, per layer. Shapes: [n, heads, L, L]. */
  List<NDArray> weights() {
    return weights;
  }

  private NDArray attention(NDArray a, String prefix) {
    NDArray qkv =
        Linear.linear(
                a,
                parameters.get(prefix + "in_proj_weight"),
                parameters.get(prefix + "in_proj_bias"))
            .singletonOrThrow();
    NDList parts = qkv.split(3, 2);
    NDArray scores = heads(parts.get(0)).matMul(heads(parts.get(1)).swapAxes(2, 3));
    int length = shape.history();
    float[] future = new float[length * length];
    for (int i = 0; i < future.length; i++) {
      future[i] = i % length > i / length ? Float.NEGATIVE_INFINITY : 0;
    }
    NDArray mask = manager.create(future, new Shape(length, length));
    double scale = 1 / Math.sqrt((double) shape.width() / shape.heads());
    NDArray w = scores.mul(scale).add(mask).softmax(3);
    weights.add(w);
    return w.matMul(heads(parts.get(2)))
        .swapAxes(1, 2)
        .reshape(a.getShape().get(0), length, shape.width());
  }

  private NDArray heads(NDArray part) {
    int size = shape.width() / shape.heads();
    return part.reshape(part.getShape().get(0), shape.history(), shape.heads(), size)
        .swapAxes(1, 2);
  }

  private NDArray linear(NDArray x, String name) {
    return Linear.linear(x, parameters.get(name + ".weight"), parameters.get(name + ".bias"))
        .singletonOrThrow();
  }

  private NDArray norm(NDArray h, String name) {
    NDArray weight = parameters.get(name + ".weight");
    NDArray bias = parameters.get(name + ".bias");
    return LayerNorm.layerNorm(h, new Shape(shape.width()), weight, bias, 1e-5f).singletonOrThrow();
  }
}
