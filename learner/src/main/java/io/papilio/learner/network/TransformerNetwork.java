package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.policy.Network;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.learner.tensor.TensorEngine;
import java.util.Arrays;

/**
 * A Transformer with parameters that no longer change, for acting. Rows are computed one by one: in
 * a batch the bits of a row would depend on how many others there are.
 */
public final class TransformerNetwork implements Network {
  private final TransformerShape shape;
  private final float[] theta;
  private final float[] positions;

  /**
   * @param theta copied. Shape: [shape.parameterCount()]
   */
  public TransformerNetwork(TransformerShape shape, float[] theta) {
    int count = shape.parameterCount();
    Require.that(theta.length == count, "theta", theta.length + " values", count + " values");
    this.shape = shape;
    this.theta = theta.clone();
    positions = shape.positions();
  }

  @Override
  public int inputSize() {
    return shape.input();
  }

  @Override
  public int outputSize() {
    return shape.outputs();
  }

  @Override
  public void forward(float[] inputs, int n, float[] outputs) {
    TorchFunction function = TransformerScript.outputs(shape, false, false);
    try (NDManager manager = TensorEngine.newManager()) {
      Constants constants = constants(manager);
      for (int row = 0; row < n; row++) {
        int from = row * inputSize();
        float[] window = Arrays.copyOfRange(inputs, from, from + inputSize());
        float[] output = call(function, manager, constants, window);
        System.arraycopy(output, 0, outputs, row * outputSize(), outputSize());
      }
    }
  }

  /**
   * The attention weights for one window: how much each position attends to each.
   *
   * @param window shape: [L, d], row-major
   * @return shape: [layers, heads, L, L], attending position before attended one
   */
  public Tensor attention(float[] window) {
    try (NDManager manager = TensorEngine.newManager()) {
      TorchFunction function = TransformerScript.attention(shape);
      float[] weights = call(function, manager, constants(manager), window);
      return Tensor.float32(
          weights, shape.layers(), shape.heads(), shape.history(), shape.history());
    }
  }

  private record Constants(NDArray flat, NDArray positions) {}

  private Constants constants(NDManager manager) {
    return new Constants(
        manager.create(theta, new Shape(theta.length)),
        manager.create(positions, new Shape(shape.history(), shape.width())));
  }

  private float[] call(
      TorchFunction function, NDManager manager, Constants constants, float[] window) {
    try (NDManager row = manager.newSubManager()) {
      NDArray x = row.create(window, new Shape(1, shape.history(), shape.stepSize()));
      return function.call(false, x, constants.flat(), constants.positions()).toFloatArray();
    }
  }
}
