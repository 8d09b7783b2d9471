package io.papilio.expert.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.env.Box;
import io.papilio.core.env.Tensor;
import io.papilio.core.policy.Policy;
import io.papilio.core.validation.Require;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.MlpShape;
import io.papilio.learner.network.ParameterVector;
import io.papilio.learner.network.TensorEngine;

/**
 * The deterministic policy of a trained actor: tanh(mu(s)), scaled to the action space. It sees the
 * observation alone.
 */
public final class ExpertPolicy implements Policy, AutoCloseable {
  private final Mlp network;
  private final ParameterVector phi;
  private final ActionScaling scaling;

  /**
   * @param shape observation size, hidden layers, twice the action size
   * @param parameters the actor's flat vector, copied
   */
  ExpertPolicy(MlpShape shape, float[] parameters, Box actionSpace) {
    Require.that(
        shape.output() == 2 * actionSpace.size(),
        "action size",
        shape.output() / 2,
        "" + actionSpace.size());
    network = new Mlp(shape);
    phi = new ParameterVector(shape.parameterCount());
    phi.set(parameters);
    scaling = new ActionScaling(actionSpace);
  }

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    int n = observations.shape().get(0);
    int actionSize = scaling.size();
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray states =
          manager.create(observations.toFloats(), new Shape(n, network.shape().input()));
      NDArray mu = network.forward(phi.constant(), states).split(new long[] {actionSize}, 1).get(0);
      return scaling.toSpace(mu.tanh().toFloatArray(), n, actionSize);
    }
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    phi.close();
  }
}
