package io.papilio.learner.imitator;

import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Discrete;
import io.papilio.core.validation.Require;
import io.papilio.learner.loss.L2;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
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

  /** Draws the first iterate. Shape: [parameterCount]. */
  void initialize(float[] theta, NumpyGenerator generator);

  /** A pass over at most {@code rows} rows of inputs, from which it computes actions. */
  NetworkPass pass(int rows);

  /**
   * The loss l_BC of a minibatch of actions against the expert's: the mean, over rows and over the
   * coordinates of the action, of the squared difference; of discrete actions the cross-entropy.
   */
  default OutputLoss loss() {
    // l_BC = 1 / (n k) sum_i |pi_theta(x_i) - u_i|^2
    return new L2();
  }

  /** The policy pi_theta of this theta, which is copied. */
  Policy policy(float[] theta);

  /** The named tensors inside theta, for a weights file. */
  List<TensorSlice> tensors();
}
