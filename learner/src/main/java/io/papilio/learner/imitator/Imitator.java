package io.papilio.learner.imitator;

import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Discrete;
import io.papilio.core.validation.Require;
import io.papilio.learner.loss.ActionLoss;
import io.papilio.learner.loss.MixtureLikelihood;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
import java.util.List;
import java.util.Map;

/**
 * A class of policies pi_theta, one for each parameter vector theta: what is trained, seen as a
 * function of theta and of its input.
 */
public interface Imitator {

  /** The imitators that a configuration names, for an environment of these sizes. */
  static Imitator of(ImitatorConfig config, int observationSize, int actionSize) {
    PolicyBinding binding =
        PolicyBinding.PLAIN
            .withPreviousAction(config.inputs().previousAction())
            .withChunk(config.head().chunk());
    int pair = observationSize + (config.inputs().previousAction() ? actionSize : 0);
    int targets = binding.outputSize(actionSize);
    int components = config.head().mixture();
    if (components == 0) {
      return config.kind().of(config, pair, targets, binding);
    }
    int outputs = new MixtureLikelihood(components).outputSize(targets);
    Imitator body = config.kind().of(config, pair, outputs, binding);
    return new MixtureImitator((NetworkImitator) body, components, config.head().sample());
  }

  /** The imitators that a configuration names, for an environment of discrete actions. */
  static Imitator of(ImitatorConfig config, int observationSize, Discrete actions) {
    Require.that(
        !config.inputs().previousAction(), "previousAction", true, "false for discrete actions");
    config.head().requireNone("discrete actions");
    int n = Math.toIntExact(actions.n());
    Imitator logits = config.kind().of(config, observationSize, n, PolicyBinding.PLAIN);
    return new CategoricalImitator(logits, actions);
  }

  /** What an input and a target consist of. */
  PolicyBinding binding();

  /** Numbers in an input. */
  int inputSize();

  /** Numbers in an output. */
  int outputSize();

  /** Numbers in theta. */
  int parameterCount();

  /** Draws the first iterate. Shape: [parameterCount]. */
  void initialize(float[] theta, NumpyGenerator generator);

  /** A pass over at most {@code rows} rows of inputs. */
  NetworkPass pass(int rows);

  /**
   * A pass for training, in which numbers may be dropped out.
   *
   * @param streams decide which
   */
  default NetworkPass trainingPass(int rows, RandomStreams streams) {
    return pass(rows);
  }

  /**
   * The loss l_BC of a minibatch of outputs against the expert's actions.
   *
   * @param distance the loss where the outputs are actions
   */
  default OutputLoss loss(ActionLoss distance) {
    return distance;
  }

  /** The policy pi_theta of this theta, which is copied. */
  Policy policy(float[] theta);

  /** The named tensors inside theta, for a weights file. */
  List<TensorSlice> tensors();

  /** What a weights file needs besides the tensors, by name. */
  default Map<String, String> metadata() {
    return BindingMetadata.of(binding());
  }
}
