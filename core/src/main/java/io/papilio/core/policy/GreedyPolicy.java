package io.papilio.core.policy;

import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Takes the discrete action with the greatest logit, the first of equal ones.
 *
 * @param logits gives a logit for each action. Shape: [n, actions.n()]
 */
public record GreedyPolicy(Policy logits, Discrete actions) implements Policy {
  @Override
  public Actor begin(List<BigInteger> seeds) {
    Actor actor = logits.begin(seeds);
    return new Actor() {
      @Override
      public Tensor act(Tensor observations) {
        return greatest(actor.act(observations));
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

  /** Shape: [n]. */
  private Tensor greatest(Tensor rows) {
    int n = rows.shape().get(0);
    int width = rows.shape().get(1);
    int size = actions.dtype().bytes();
    ByteBuffer chosen = ByteBuffer.allocate(n * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < n; row++) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        if (rows.getDouble(row * width + i) > rows.getDouble(row * width + best)) {
          best = i;
        }
      }
      long action = actions.start() + best;
      // The low bytes of a long are the action in any integer type.
      for (int b = 0; b < size; b++) {
        chosen.put((byte) (action >>> (8 * b)));
      }
    }
    return Tensor.wrap(actions.dtype(), List.of(n), chosen.flip());
  }
}
