package io.papilio.core.policy.improper;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.Policy;

/** A policy whose actions are a gain times the state; which gain depends on more than the state. */
public sealed interface GainPolicy extends Policy permits SwitchingPolicy, AdaptivePolicy {
  /** One of the gains. Shape: [actionSize, observationSize]. */
  Matrix gain();
}
