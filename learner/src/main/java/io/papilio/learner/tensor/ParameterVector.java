package io.papilio.learner.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.validation.Require;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A flat vector of trainable float32 parameters and its gradient, both in libtorch's memory and
 * both visible as buffers. Shape: [size].
 *
 * <p>One training step:
 *
 * <pre>{@code
 * parameters.zeroGradient();                                   // backward adds to the gradient
 * try (NDManager step = TensorEngine.newManager();
 *     GradientCollector collector = TensorEngine.newGradientCollector()) {
 *   NDArray input = step.create(batch, new Shape(rows, columns));
 *   collector.backward(loss(mlp.forward(parameters.leaf(), input)));
 * }
 * adam.step(parameters.values(), parameters.gradient());
 * }</pre>
 *
 * Buffers and arrays point into memory that {@link #close} frees: none may be used after it.
 */
public final class ParameterVector implements AutoCloseable {
  private static final float[] ZEROS = new float[4096];

  private final NDManager manager = TensorEngine.newManager();
  private final int size;
  private final NDArray leaf;
  private final NDArray constant;
  private final NDArray gradientArray;
  private final FloatBuffer values;
  private final FloatBuffer gradient;

  /** All zero. */
  public ParameterVector(int size) {
    this.size = Require.positive(size, "size");
    leaf = manager.zeros(new Shape(size));
    constant = leaf.stopGradient();
    leaf.setRequiresGradient(true);
    // libtorch makes the gradient's memory in the first backward pass and adds to it ever after.
    try (GradientCollector collector = TensorEngine.newGradientCollector();
        NDArray sum = leaf.sum()) {
      collector.backward(sum);
    }
    gradientArray = leaf.getGradient();
    values = floats(leaf);
    gradient = floats(gradientArray);
    zeroGradient();
  }

  /** Number of parameters. */
  public int size() {
    return size;
  }

  /** The parameters as a leaf of the graph: what is computed from it is differentiable by them. */
  public NDArray leaf() {
    return leaf;
  }

  /**
   * The same memory as {@link #leaf}, without gradient: a gradient flows past it to the inputs of a
   * network, not to the parameters.
   */
  public NDArray constant() {
    return constant;
  }

  /**
   * The parameters themselves, readable and writable; the buffer's position is the caller's own.
   */
  public FloatBuffer values() {
    return values.duplicate();
  }

  /** The gradient itself, summed over the backward passes since {@link #zeroGradient}. */
  public FloatBuffer gradient() {
    return gradient.duplicate();
  }

  /** Sets the gradient to zero. */
  public void zeroGradient() {
    FloatBuffer buffer = gradient.duplicate();
    while (buffer.hasRemaining()) {
      buffer.put(ZEROS, 0, Math.min(ZEROS.length, buffer.remaining()));
    }
  }

  /** A copy of the parameters. Shape: [size]. */
  public float[] copy() {
    float[] copy = new float[size];
    values.get(0, copy);
    return copy;
  }

  /** Overwrites the parameters. */
  public void set(float[] parameters) {
    Require.that(parameters.length == size, "parameters", parameters.length + " values", "" + size);
    values.put(0, parameters);
  }

  @Override
  public void close() {
    manager.close();
  }

  private static FloatBuffer floats(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
