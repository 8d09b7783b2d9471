package io.papilio.envserver.rollout;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.space.Box;
import io.papilio.kernels.FixedMlp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Policies of every kind that travels, with weights that are drawn once. */
final class Policies {
  private Policies() {}

  /** One of each kind for an environment with these spaces. */
  static Map<String, Policy> all(Box observations, Box actions) {
    int o = observations.size();
    int a = actions.size();
    Map<String, Policy> policies = new LinkedHashMap<>();
    policies.put("zero", new ZeroPolicy(actions));
    policies.put("random", new RandomPolicy(actions, 3));
    Random random = new Random(5);
    double[] gain = random.doubles(o * a, -0.3, 0.3).toArray();
    policies.put("linear", new LinearPolicy(Matrix.of(a, o, gain)));
    policies.put("clipped linear", policies.get("linear").within(actions));
    policies.put("perceptron", perceptron(actions, o, a));
    policies.put(
        "history",
        new NetworkPolicy(
            mlp(3 * (2 + a), 2 * a),
            new PolicyBinding(List.of(1, 0), true, 3, 2, OutputMapping.CLIP),
            actions));
    policies.put(
        "gaussian",
        new NetworkPolicy(
            mlp(o, 2 * a),
            PolicyBinding.PLAIN.withOutputs(OutputMapping.CLIP),
            OutputHead.gaussian(false, 9),
            actions));
    policies.put(
        "mixture",
        new NetworkPolicy(
            mlp(o + a, 3 * (1 + 2 * a)),
            PolicyBinding.PLAIN.withPreviousAction(true).withOutputs(OutputMapping.SCALE),
            OutputHead.mixture(3, true, 9),
            actions));
    return policies;
  }

  /** Hidden layers of 16 and 16, clipped to the bounds. */
  static Policy perceptron(Box actions, int inputs, int outputs) {
    return NetworkPolicy.unbounded(mlp(inputs, outputs), false).within(actions);
  }

  static FixedMlp mlp(int inputs, int outputs) {
    MlpShape shape = MlpShape.of(inputs, 16, 16, outputs);
    Random random = new Random(7);
    float[] parameters = new float[shape.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 0.3f * (float) random.nextGaussian();
    }
    return new FixedMlp(shape, Arrays.copyOf(parameters, parameters.length));
  }
}
