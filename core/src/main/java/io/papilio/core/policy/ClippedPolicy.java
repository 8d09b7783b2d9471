package io.papilio.core.policy;

import io.papilio.core.env.Box;
import io.papilio.core.env.FloatArithmetic;
import io.papilio.core.env.Tensor;

/** A policy whose actions are clipped to a box, row by row. */
record ClippedPolicy(Policy inner, Box actionSpace) implements Policy {

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    return FloatArithmetic.map(
        inner.act(observations, previousActions),
        actionSpace.dtype(),
        (i, action) -> actionSpace.clip(i % actionSpace.size(), action));
  }
}
