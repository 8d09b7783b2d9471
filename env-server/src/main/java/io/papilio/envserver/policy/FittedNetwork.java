package io.papilio.envserver.policy;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.GreedyPolicy;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Arrays;

/** Networks as policies of an environment, whose spaces they must fit. */
final class FittedNetwork {
  private FittedNetwork() {}

  static Policy of(Network given, PolicyBinding binding, OutputHead head, EnvironmentSpec spec) {
    Network network = new CheckedNetwork(given);
    Box observations = observations(spec);
    if (spec.actionSpace() instanceof Discrete discrete) {
      requirePlain(binding.withOutputs(OutputMapping.IDENTITY), head);
      int n = Math.toIntExact(discrete.n());
      requireInputs(network.inputSize(), observations.size());
      requireOutputs(network.outputSize(), n);
      return new GreedyPolicy(NetworkPolicy.unbounded(network, false), discrete);
    }
    Box actions = actions(spec);
    requireInputs(network.inputSize(), binding.inputSize(observations.size(), actions.size()));
    Box bounds = binding.outputs() == OutputMapping.IDENTITY ? unbounded(actions) : actions;
    try {
      return new NetworkPolicy(network, binding, head, bounds);
    } catch (InvalidValueException e) {
      throw new InvalidValueException("policy: " + e.subject(), e.actual(), e.expected());
    }
  }

  static Policy of(
      LinearPolicy linear, PolicyBinding binding, OutputHead head, EnvironmentSpec spec) {
    requirePlain(binding.withOutputs(OutputMapping.IDENTITY), head);
    requireInputs(linear.gain().columns(), observations(spec).size());
    if (spec.actionSpace() instanceof Discrete discrete) {
      requireOutputs(linear.gain().rows(), Math.toIntExact(discrete.n()));
      return new GreedyPolicy(linear, discrete);
    }
    Box actions = actions(spec);
    requireOutputs(linear.gain().rows(), actions.size());
    Require.that(
        binding.outputs() != OutputMapping.SCALE,
        "policy.binding.mapping",
        "scale",
        "identity or clip for u = K x");
    return binding.outputs() == OutputMapping.CLIP ? linear.within(actions) : linear;
  }

  private static Box observations(EnvironmentSpec spec) {
    if (spec.observationSpace() instanceof Box box) {
      return box;
    }
    throw unfit(spec, "observations");
  }

  private static Box actions(EnvironmentSpec spec) {
    if (spec.actionSpace() instanceof Box box && box.dtype().isFloating()) {
      return box;
    }
    throw unfit(spec, "actions");
  }

  private static InvalidValueException unfit(EnvironmentSpec spec, String what) {
    return new InvalidValueException(
        "policy", spec.id() + " with other " + what, "boxes, of floats or with discrete actions");
  }

  private static void requirePlain(PolicyBinding binding, OutputHead head) {
    Require.that(
        binding.equals(PolicyBinding.PLAIN) && head.equals(OutputHead.DETERMINISTIC),
        "policy.binding",
        "columns, history, previous action, chunk, head or tanh",
        "none of them for logits and for u = K x");
  }

  private static void requireInputs(int actual, int expected) {
    Require.that(actual == expected, "policy: inputs", actual, "" + expected);
  }

  private static void requireOutputs(int actual, int expected) {
    Require.that(actual == expected, "policy: outputs", actual, "" + expected);
  }

  /** The float32 space of the same shape without bounds: what a network computes is an action. */
  private static Box unbounded(Box actions) {
    int[] shape = actions.shape().stream().mapToInt(Integer::intValue).toArray();
    float[] high = new float[actions.size()];
    Arrays.fill(high, Float.POSITIVE_INFINITY);
    float[] low = new float[actions.size()];
    Arrays.fill(low, Float.NEGATIVE_INFINITY);
    return new Box(Tensor.float32(low, shape), Tensor.float32(high, shape));
  }
}
