package io.papilio.expert.policy;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.space.Box;
import io.papilio.core.validation.Require;
import io.papilio.kernels.FixedMlp;
import java.math.BigInteger;
import java.util.List;

/**
 * The deterministic policy of a trained actor: tanh(mu(s)), scaled to the action space. It sees the
 * observation alone, and acts the same to the last bit in any batch and on any machine.
 */
public final class ExpertPolicy implements Policy {
  private final NetworkPolicy policy;

  /**
   * @param shape observation size, hidden layers, twice the action size
   * @param parameters the actor's flat vector, copied
   */
  public ExpertPolicy(MlpShape shape, float[] parameters, Box actionSpace) {
    Require.that(
        shape.output() == 2 * actionSpace.size(),
        "action size",
        shape.output() / 2,
        "" + actionSpace.size());
    // The outputs are mu, then log sigma.
    MlpWeights mu = new MlpWeights(shape, parameters).firstOutputs(actionSpace.size());
    // a = tanh(mu(s))
    policy =
        new NetworkPolicy(
            new FixedMlp(mu.shape(), mu.parameters()),
            PolicyBinding.PLAIN.withOutputs(OutputMapping.SCALE),
            OutputHead.TANH,
            actionSpace);
  }

  /** Numbers in one observation. */
  public int observationSize() {
    return policy.network().inputSize();
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    return policy.begin(seeds);
  }

  @Override
  public Policy unwrapped() {
    return policy;
  }
}
