package io.papilio.learner.data;

import io.papilio.core.validation.Require;
import java.util.List;

/**
 * What a {@link DemonstrationStore} holds.
 *
 * @param environment the environment's id
 * @param expert what chose the actions, in words
 * @param episodes in the order of recording
 */
public record DemonstrationIndex(String environment, String expert, List<Episode> episodes) {
  public DemonstrationIndex {
    Require.that(episodes != null && !episodes.isEmpty(), "episodes", 0, "at least 1");
    episodes = List.copyOf(episodes);
  }

  /**
   * One trajectory.
   *
   * @param file its name in the store's directory
   * @param sha256 digest of the file
   * @param seed what the environment was reset with
   * @param length number of time steps
   * @param undiscountedReturn sum of the rewards
   */
  public record Episode(
      String file, String sha256, long seed, int length, double undiscountedReturn) {}

  /** Sum of the lengths. */
  public long timeSteps() {
    return episodes.stream().mapToLong(Episode::length).sum();
  }
}
