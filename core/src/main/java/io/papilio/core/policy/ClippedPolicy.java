package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import java.math.BigInteger;
import java.util.List;

/** A policy whose actions are clipped to a box, row by row. */
public record ClippedPolicy(Policy inner, Box actionSpace) implements Policy {

  @Override
  public Actor begin(List<BigInteger> seeds) {
    Actor actor = inner.begin(seeds);
    return new Actor() {
      @Override
      public Tensor act(Tensor observations) {
        Tensor clipped = clip(actor.act(observations));
        actor.executed(clipped);
        return clipped;
      }

      @Override
      public void executed(Tensor actions) {
        actor.executed(actions);
      }

      @Override
      public void restart(int row, BigInteger seed) {
        actor.restart(row, seed);
      }

      @Override
      public void keep(int[] rows) {
        actor.keep(rows);
      }
    };
  }

  private Tensor clip(Tensor actions) {
    return TensorMath.map(
        actions,
        actionSpace.dtype(),
        (i, action) -> actionSpace.clip(i % actionSpace.size(), action));
  }
}
