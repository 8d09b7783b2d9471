package io.papilio.expert.demonstration;

import io.papilio.core.policy.Policy;
import io.papilio.core.trajectory.Trajectory;
import java.util.List;

/**
 * What acts while demonstrations are recorded. An episode depends on its number and its seed alone,
 * not on the others beside it.
 */
public interface Demonstrator {
  /**
   * Begins some episodes side by side.
   *
   * @param episodes number of the episode in each of the first rows of the vector
   */
  Wave begin(List<Integer> episodes);

  /** What acts in episodes side by side. */
  interface Wave {
    /** Chooses the actions that are taken. */
    Policy policy();

    /**
     * The demonstration in what was played.
     *
     * @param row of the vector
     * @param played the actions that were taken
     */
    Trajectory demonstration(int row, Trajectory played);
  }

  /** Plays as a policy does, and demonstrates what was played. */
  static Demonstrator of(Policy policy) {
    return episodes ->
        new Wave() {
          @Override
          public Policy policy() {
            return policy;
          }

          @Override
          public Trajectory demonstration(int row, Trajectory played) {
            return played;
          }
        };
  }
}
