package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;

/**
 * Chooses actions, for a batch of n environments at once. As in the paper (section 2.2) a policy
 * sees the observation and the previous action, which is zero at the first step of an episode; most
 * experts ignore the latter.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2, imitator policies.
 */
@FunctionalInterface
public interface Policy {
  /**
   * The action for each observation of the batch.
   *
   * @param observations shape: [n, observationSize]
   * @param previousActions shape: [n, actionSize]
   * @return actions. Shape: [n, actionSize]
   */
  Tensor act(Tensor observations, Tensor previousActions);

  /**
   * This policy with its actions clipped to a box of numbers, as Stable-Baselines3's {@code
   * predict} clips those of networks whose outputs have no bounds. The previous action that it sees
   * next is then the one that was taken, as in the demonstrations. Other spaces change nothing.
   */
  default Policy within(Space actionSpace) {
    return actionSpace instanceof Box box && box.dtype().isFloating()
        ? new ClippedPolicy(this, box)
        : this;
  }
}
