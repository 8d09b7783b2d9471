package io.papilio.learner.bc;

import ai.djl.ndarray.NDArray;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.learner.network.TensorSlice;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A class of policies pi_theta, one for each parameter vector theta: what is trained, seen as a
 * function of theta and of its input, which is the observation and, for some, the previous action.
 */
public sealed interface Imitator permits LinearImitator, MlpImitator {

  /** The imitators that a configuration names, for an environment of these sizes. */
  static Imitator of(ImitatorConfig config, int observationSize, int actionSize) {
    return switch (config.imitator()) {
      case MLP -> MlpImitator.of(config, observationSize, actionSize);
      case LINEAR -> new LinearImitator(observationSize, actionSize);
    };
  }

  /** The imitators that a configuration names, for demonstrations of this one's sizes. */
  static Imitator of(ImitatorConfig config, Trajectory demonstration) {
    return of(
        config, demonstration.observations().row(0).size(), demonstration.actions().row(0).size());
  }

  /** Whether the previous action follows the observation in the input. */
  boolean seesPreviousAction();

  /** Numbers in an input, d. */
  int inputSize();

  /** Numbers in an action, k. */
  int actionSize();

  /** Numbers in theta. */
  int parameterCount();

  /** Draws the first iterate. */
  void initialize(FloatBuffer theta, NumpyGenerator generator);

  /**
   * Computes actions; the arrays it makes belong to the inputs' manager.
   *
   * @param theta shape: [parameterCount]
   * @param inputs shape: [n, inputSize]
   * @return shape: [n, actionSize]
   */
  NDArray forward(NDArray theta, NDArray inputs);

  /** The policy pi_theta of this theta, which is copied. */
  Policy policy(float[] theta);

  /** The named tensors inside theta, for a weights file. */
  List<TensorSlice> tensors();
}
