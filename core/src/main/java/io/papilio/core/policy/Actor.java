package io.papilio.core.policy;

import io.papilio.core.space.Tensor;
import java.math.BigInteger;

/**
 * A policy that acts in n environments at once, with its memory of their running episodes: previous
 * actions, history, chunks of actions, generators of noise. Row i of every batch belongs to
 * environment i, and its actions depend on that row and its seed alone. Not safe for use by several
 * threads.
 */
@FunctionalInterface
public interface Actor {
  /**
   * Chooses an action for each environment.
   *
   * @param observations the newest ones. Shape: [n, ...]
   * @return shape: [n, ...]
   */
  Tensor act(Tensor observations);

  /**
   * Corrects the memory: these actions were executed, and not those that {@link #act} returned.
   *
   * @param actions shape: [n, ...]
   */
  default void executed(Tensor actions) {}

  /**
   * Begins a new episode in one environment; the episodes in the others continue.
   *
   * @param row of the environment
   * @param seed of the new episode
   */
  default void restart(int row, BigInteger seed) {}

  /**
   * Drops the environments whose episodes have ended: n shrinks, and row i is what row {@code
   * rows[i]} was.
   *
   * @param rows ascending
   */
  default void keep(int[] rows) {}
}
