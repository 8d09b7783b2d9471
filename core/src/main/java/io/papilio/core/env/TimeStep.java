package io.papilio.core.env;

import io.papilio.core.space.Element;

/**
 * What an environment answers to a reset or a step.
 *
 * @param reward 0 after a reset
 * @param terminated the task itself ended here; no value follows
 * @param truncated a limit from outside ended the episode; both flags may be true
 */
public record TimeStep(
    Element observation, double reward, boolean terminated, boolean truncated, Info info) {

  /** The first time step of an episode. */
  public static TimeStep first(Element observation, Info info) {
    return new TimeStep(observation, 0, false, false, info);
  }

  /** Whether the episode ended with this time step, for either reason. */
  public boolean isLast() {
    return terminated || truncated;
  }

  /** This time step, also cut off by a limit. */
  public TimeStep truncate() {
    return new TimeStep(observation, reward, terminated, true, info);
  }
}
