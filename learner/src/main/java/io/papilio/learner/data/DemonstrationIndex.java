package io.papilio.learner.data;

import io.papilio.core.validation.Require;
import java.util.List;

/**
 * What a {@link DemonstrationStore} holds.
 *
 * @param environment the environment's id
 * @param expert what chose the actions, in words
 * @param parts the files, in order
 */
public record DemonstrationIndex(String environment, String expert, List<Part> parts) {
  public DemonstrationIndex {
    Require.that(parts != null && !parts.isEmpty(), "parts", 0, "at least 1");
    parts = List.copyOf(parts);
  }

  /**
   * A file of trajectories.
   *
   * @param file its name in the store's directory
   * @param sha256 digest of the file
   * @param episodes in the order of recording
   */
  public record Part(String file, String sha256, List<Episode> episodes) {
    public Part {
      episodes = List.copyOf(episodes);
    }
  }

  /**
   * One trajectory.
   *
   * @param prefix of the names of its tensors in the file
   * @param seed what the environment was reset with
   * @param length number of time steps
   * @param undiscountedReturn sum of the rewards
   * @param terminated whether the task itself ended it
   * @param truncated whether a limit from outside ended it
   */
  public record Episode(
      String prefix,
      long seed,
      int length,
      double undiscountedReturn,
      boolean terminated,
      boolean truncated) {}

  /** All episodes, in the order of recording. */
  public List<Episode> episodes() {
    return parts.stream().flatMap(part -> part.episodes().stream()).toList();
  }
}
