package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;

/** A policy whose actions are clipped to a box, row by row. */
record ClippedPolicy(Policy inner, Box actionSpace) implements Policy {

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    return TensorMath.map(
        inner.act(observations, previousActions),
        actionSpace.dtype(),
        (i, action) -> actionSpace.clip(i % actionSpace.size(), action));
  }
}
