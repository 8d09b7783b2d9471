package io.papilio.expert.policy;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.NetworkPolicy;
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
  private final SquashedMean network;
  private final Policy policy;

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
    network = new SquashedMean(new FixedMlp(shape, parameters));
    PolicyBinding binding = PolicyBinding.PLAIN.withOutputs(OutputMapping.SCALE);
    policy = new NetworkPolicy(network, binding, actionSpace);
  }

  /** Numbers in one observation. */
  public int observationSize() {
    return network.inputSize();
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    return policy.begin(seeds);
  }

  /**
   * tanh(mu(s)), from a network that computes mu and log sigma.
   *
   * @param heads its outputs are mu, then log sigma
   */
  private record SquashedMean(FixedMlp heads) implements Network {
    @Override
    public int inputSize() {
      return heads.inputSize();
    }

    @Override
    public int outputSize() {
      return heads.outputSize() / 2;
    }

    @Override
    public void forward(float[] inputs, int n, float[] outputs) {
      float[] muAndLogSigma = new float[n * heads.outputSize()];
      heads.forward(inputs, n, muAndLogSigma);
      int k = outputSize();
      for (int i = 0; i < n * k; i++) {
        // a = tanh(mu(s))
        outputs[i] = (float) StrictMath.tanh(muAndLogSigma[i / k * 2 * k + i % k]);
      }
    }
  }
}
