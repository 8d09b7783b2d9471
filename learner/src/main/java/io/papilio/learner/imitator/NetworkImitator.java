package io.papilio.learner.imitator;

import io.papilio.core.policy.Network;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;

/** An imitator that is one network. */
interface NetworkImitator extends Imitator {
  /** The network of this theta, which is copied. */
  Network network(float[] theta);

  @Override
  default Policy policy(float[] theta) {
    return NetworkPolicy.unbounded(network(theta), binding());
  }
}
