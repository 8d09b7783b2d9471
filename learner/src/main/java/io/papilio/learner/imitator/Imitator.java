package io.papilio.learner.imitator;

import ai.djl.ndarray.NDArray;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Discrete;
import io.papilio.core.validation.Require;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A class of policies pi_theta, one for each parameter vector theta: what is trained, seen as a
 * function of theta and of its input, which is the observation and, for some, the previous action.
 */
public interface Imitator {

  /** The imitators that a configuration names, for an environment of these sizes. */
  static Imitator of(ImitatorConfig config, int observationSize, int actionSize) {
    return config.kind().of(config, observationSize, actionSize, config.previousAction());
  }

  /** The imitators that a configuration names, for an environment of discrete actions. */
  static Imitator of(ImitatorConfig config, int observationSize, Discrete actions) {
    Require.that(!config.previousAction(), "previousAction", true, "false for discrete actions");
    int n = Math.toIntExact(actions.n());
    Imitator logits = config.kind().of(config, observationSize, n, false);
    return new CategoricalImitator(logits, actions);
  }

  /** Whether the previous action follows the observation in the input. */
  boolean seesPreviousAction();

  /** Numbers in an input, d. */
  int inputSize();

  /** Numbers in an action, k; of discrete actions their number, n. */
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

  /**
   * The loss l_BC of a minibatch: the mean, over rows and over the coordinates of the action, of
   * the squared difference from the expert's action; of discrete actions the cross-entropy.
   *
   * @param outputs of {@link #forward}. Shape: [n, actionSize]
   * @param targets the expert's actions. Shape: [n, actionSize]
   */
  default NDArray loss(NDArray outputs, NDArray targets) {
    // l_BC = 1 / (n k) sum_i |pi_theta(x_i) - u_i|^2
    return outputs.sub(targets).square().mean();
  }

  /** The policy pi_theta of this theta, which is copied. */
  Policy policy(float[] theta);

  /** The named tensors inside theta, for a weights file. */
  List<TensorSlice> tensors();
}
