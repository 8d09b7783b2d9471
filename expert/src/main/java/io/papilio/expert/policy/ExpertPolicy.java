package io.papilio.expert.policy;

import io.papilio.core.policy.FixedMlp;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.ActionScaling;
import java.util.Arrays;

/**
 * The deterministic policy of a trained actor: tanh(mu(s)), scaled to the action space. It sees the
 * observation alone, and acts the same to the last bit in any batch and on any machine. Safe for
 * use by several threads.
 */
public final class ExpertPolicy implements Policy {
  private final FixedMlp network;
  private final ActionScaling scaling;

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
    network = new FixedMlp(shape, parameters);
    scaling = new ActionScaling(actionSpace);
  }

  /** Numbers in one observation. */
  public int observationSize() {
    return network.shape().input();
  }

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    int n = observations.shape().get(0);
    int observationSize = network.shape().input();
    Require.that(
        observations.size() == n * observationSize,
        "observations",
        observations.describe(),
        "[n, " + observationSize + "]");
    float[] states = observations.toFloats();
    float[][] rows = new float[n][];
    for (int row = 0; row < n; row++) {
      rows[row] = Arrays.copyOfRange(states, row * observationSize, (row + 1) * observationSize);
    }
    float[][] heads = network.forward(rows);
    int actionSize = scaling.size();
    float[] actions = new float[n * actionSize];
    for (int i = 0; i < actions.length; i++) {
      // a = tanh(mu(s))
      actions[i] = (float) StrictMath.tanh(heads[i / actionSize][i % actionSize]);
    }
    return scaling.toSpace(actions, n, actionSize);
  }
}
