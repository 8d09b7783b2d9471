package io.papilio.expert.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.MlpShape;
import io.papilio.learner.network.ParameterVector;
import io.papilio.learner.network.TensorEngine;
import java.util.List;

/**
 * Two action values Q_1, Q_2 that start apart and learn alike; the smaller one is used, which
 * counters the overestimation of a single one. Both lie in one vector, Q_1 first.
 *
 * <p>Source: arXiv:1812.05905, section 5 (clipped double Q-learning).
 */
final class TwinCritic implements AutoCloseable {
  private final NDManager manager = TensorEngine.newManager();
  private final MlpShape shape;
  private final ParameterVector theta;
  private final Layers constants;

  private TwinCritic(MlpShape shape) {
    this.shape = shape;
    theta = new ParameterVector(2 * shape.parameterCount());
    constants = Layers.of(theta.constant(), shape, 2, manager);
  }

  /** Fresh critics, their layers drawn from {@code generator}. */
  TwinCritic(int observationSize, int actionSize, int hiddenUnits, NumpyGenerator generator) {
    this(new MlpShape(List.of(observationSize + actionSize, hiddenUnits, hiddenUnits, 1)));
    new Mlp(shape, 0).initialize(theta.values(), generator);
    new Mlp(shape, shape.parameterCount()).initialize(theta.values(), generator);
  }

  /** Other critics with the same parameters: their slow targets at the start. */
  TwinCritic copy() {
    TwinCritic copy = new TwinCritic(shape);
    copy.theta.set(theta.copy());
    return copy;
  }

  ParameterVector theta() {
    return theta;
  }

  /**
   * min_j Q_j(s, a), differentiable by states and actions but not by {@code theta}. Shape: [n, 1].
   *
   * @param stateActions shape: [n, observationSize + actionSize]
   */
  NDArray minimum(NDArray stateActions) {
    return constants.forward(0, stateActions).minimum(constants.forward(1, stateActions));
  }

  /**
   * J_Q = 1/2 sum_j mean (Q_j(s, a) - y)^2, a scalar differentiable by {@code theta}.
   *
   * @param stateActions shape: [n, observationSize + actionSize]
   * @param y targets. Shape: [n, 1]
   */
  NDArray loss(NDArray stateActions, NDArray y) {
    Layers layers = Layers.of(theta.leaf(), shape, 2, stateActions.getManager());
    NDArray e1 = layers.forward(0, stateActions).sub(y);
    NDArray e2 = layers.forward(1, stateActions).sub(y);
    return e1.square().add(e2.square()).mean().mul(.5f);
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    manager.close();
    theta.close();
  }
}
