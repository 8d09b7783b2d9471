package io.papilio.core.policy;

import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.util.function.UnaryOperator;

/**
 * The policy that a multilayer perceptron with fixed parameters computes. Its float32 actions do
 * not depend on which other rows are in the batch; safe for use by several threads.
 */
public final class MlpPolicy implements Policy {
  private final FixedMlp network;
  private final boolean seesPreviousAction;
  private final UnaryOperator<Tensor> head;

  /** The outputs are the actions. */
  public MlpPolicy(MlpShape shape, float[] parameters, boolean seesPreviousAction) {
    this(shape, parameters, seesPreviousAction, UnaryOperator.identity());
  }

  /**
   * @param parameters copied. Shape: [shape.parameterCount()]
   * @param seesPreviousAction whether the previous action follows the observation in the input
   * @param head makes actions [n, k] of outputs [n, shape.output()], row by row
   */
  public MlpPolicy(
      MlpShape shape, float[] parameters, boolean seesPreviousAction, UnaryOperator<Tensor> head) {
    this.network = new FixedMlp(shape, parameters);
    this.seesPreviousAction = seesPreviousAction;
    this.head = head;
  }

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    int input = network.shape().input();
    int n = observations.shape().get(0);
    int taken = seesPreviousAction ? width("previousActions", previousActions, n) : 0;
    int seen = width("observations", observations, n);
    Require.that(seen + taken == input, "input", seen + taken + " values", input + " values");
    float[][] inputs = new float[n][input];
    put(observations, inputs, 0);
    if (seesPreviousAction) {
      put(previousActions, inputs, seen);
    }
    return head.apply(flat(network.forward(inputs)));
  }

  private static int width(String name, Tensor rows, int n) {
    boolean valid = rows.shape().size() == 2 && rows.shape().get(0) == n;
    Require.that(valid, name, rows.describe(), "[" + n + ", size]");
    return rows.shape().get(1);
  }

  private static void put(Tensor rows, float[][] inputs, int column) {
    float[] values = rows.toFloats();
    int width = rows.shape().get(1);
    for (int row = 0; row < inputs.length; row++) {
      System.arraycopy(values, row * width, inputs[row], column, width);
    }
  }

  private Tensor flat(float[][] outputs) {
    int width = network.shape().output();
    float[] values = new float[outputs.length * width];
    for (int row = 0; row < outputs.length; row++) {
      System.arraycopy(outputs[row], 0, values, row * width, width);
    }
    return Tensor.float32(values, outputs.length, width);
  }
}
