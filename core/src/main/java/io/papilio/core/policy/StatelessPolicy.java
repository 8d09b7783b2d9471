package io.papilio.core.policy;

import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.util.List;

/** A policy that sees the newest observation alone and remembers nothing. */
@FunctionalInterface
public interface StatelessPolicy extends Policy {
  /**
   * Chooses an action for each row of a batch of any size.
   *
   * @param observations shape: [n, ...]
   * @return shape: [n, ...]
   */
  Tensor act(Tensor observations);

  @Override
  default Actor begin(List<BigInteger> seeds) {
    return this::act;
  }
}
