package io.papilio.learner.bc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.env.Tensor;
import io.papilio.core.policy.Policy;
import io.papilio.learner.network.ParameterVector;
import io.papilio.learner.network.TensorEngine;

/**
 * An imitator with its parameters, as a policy. It reads the parameters at every call, so it
 * changes with them; its actions are float32.
 *
 * @param theta the parameters; stays the caller's to close
 */
public record ImitatorPolicy(Imitator imitator, ParameterVector theta) implements Policy {
  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    int n = observations.shape().get(0);
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray inputs =
          manager.create(
              inputs(n, observations, previousActions), new Shape(n, imitator.inputSize()));
      float[] actions = imitator.forward(theta.constant(), inputs).toFloatArray();
      return Tensor.float32(actions, n, imitator.actionSize());
    }
  }

  private float[] inputs(int n, Tensor observations, Tensor previousActions) {
    float[] seen = observations.toFloats();
    if (!imitator.seesPreviousAction()) {
      return seen;
    }
    float[] taken = previousActions.toFloats();
    int k = imitator.actionSize();
    int d = imitator.inputSize() - k;
    float[] inputs = new float[n * (d + k)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(seen, i * d, inputs, i * (d + k), d);
      System.arraycopy(taken, i * k, inputs, i * (d + k) + d, k);
    }
    return inputs;
  }
}
