package io.papilio.envserver.linear;

import io.papilio.core.control.LinearSystem;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;

/** What an agent is to do with a linear system. */
interface LinearTask {
  LinearSystem system();

  /** σ, the standard deviation of the noise that each step adds to each coordinate of the state. */
  double noiseScale();

  Vector initialState(NumpyGenerator generator);

  /**
   * The reward of one step.
   *
   * @param x the state in which the action u was taken
   * @param next the state to which it led
   */
  double reward(Vector x, Vector u, Vector next);

  /** Whether the episode ends in this state. */
  boolean isOver(Vector next);
}
