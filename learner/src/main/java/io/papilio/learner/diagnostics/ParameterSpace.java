package io.papilio.learner.diagnostics;

import io.papilio.core.policy.Policy;

/** What a training makes of any parameters, not only of its newest iterate. */
public interface ParameterSpace {
  /**
   * The gradient of the loss on a minibatch.
   *
   * @param stream names the random choice of its rows, the same for the same name
   */
  float[] gradient(float[] theta, String stream);

  /** The loss on the demonstrations that were held out. */
  double validationLoss(float[] theta);

  /** The policy with these parameters. */
  Policy policy(float[] theta);
}
