package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import java.math.BigInteger;
import java.util.List;

/**
 * Describes how actions are chosen. A policy is immutable and safe for use by several threads; what
 * it has to remember of running episodes is in the {@link Actor}s that it begins.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2, where a policy sees the observation and
 * the previous action.
 */
public interface Policy {
  /**
   * Begins one episode in each of n environments.
   *
   * @param seeds of the episodes, one per environment: what the environments are reset with, and
   *     what decides whatever is random in the actions. Size: n
   */
  Actor begin(List<BigInteger> seeds);

  /**
   * The policy of this package that this one delegates to, which chooses the same actions; itself
   * unless it is a wrapper of one.
   */
  default Policy unwrapped() {
    return this;
  }

  /**
   * This policy with its actions clipped to a box of floats, as Stable-Baselines3's {@code predict}
   * clips those of networks whose outputs have no bounds. The previous action that it sees next is
   * the clipped one. Other spaces change nothing.
   */
  default Policy within(Space actionSpace) {
    return actionSpace instanceof Box box && box.dtype().isFloating()
        ? new ClippedPolicy(this, box)
        : this;
  }
}
