package io.papilio.envserver.linear;

import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;

/** What an agent is to do with a linear system. */
interface LinearTask {
  /** The termination of a task without a way to fail. */
  String NEVER = "never";

  /** The paper that most of the tasks are from. */
  String BUTTERFLY = "\"Butterfly Effects of SGD Noise\"";

  /** A description of a task, with the family filled in. */
  static EnvironmentDescription describe(
      String summary, String reward, String termination, String source, List<Keyword<?>> keywords) {
    return new EnvironmentDescription(
        "Linear systems", summary, reward, termination, source, keywords);
  }

  /** The system; its sizes are those of observations and actions. */
  LinearSystem system();

  /** Numbers in the state, of which the first are observed. */
  default int stateSize() {
    return system().stateSize();
  }

  /** The state after the action u in the state x, before noise. */
  default Vector next(Vector x, Vector u) {
    // x' = Ax + Bu
    return system().next(x, u);
  }

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

  /** Whether a finite x is a state of the task; a snapshot may hold anything. */
  default boolean isState(Vector x) {
    return true;
  }

  /** Whether the episode ends in this state. */
  boolean isOver(Vector next);
}
