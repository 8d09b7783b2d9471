package io.papilio.core.policy;

import io.papilio.core.env.Tensor;

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
}
