package io.papilio.core.env;

import io.papilio.core.validation.Require;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of an environment before it runs.
 *
 * @param id name and version, for example {@code Hopper-v5}
 * @param maxEpisodeSteps after so many steps an episode is truncated; absent means never
 * @param rewardThreshold the return at which the task counts as solved
 * @param rendering the ways in which it can be shown
 */
public record EnvironmentSpec(
    String id,
    Space observationSpace,
    Space actionSpace,
    OptionalInt maxEpisodeSteps,
    OptionalDouble rewardThreshold,
    Rendering rendering) {
  public EnvironmentSpec {
    Require.that(!id.isBlank(), "id", "'" + id + "'", "a name, for example Hopper-v5");
  }

  /** An environment's id as the name of a file or folder: what may not be in one is a hyphen. */
  public static String fileName(String id) {
    return id.replaceAll("[^-_\\w]", "-");
  }

  /** This spec with another time limit; absent means none. */
  public EnvironmentSpec withMaxEpisodeSteps(OptionalInt limit) {
    return new EnvironmentSpec(
        id, observationSpace, actionSpace, limit, rewardThreshold, rendering);
  }

  /** This spec with another observation space. */
  public EnvironmentSpec withObservationSpace(Space space) {
    return new EnvironmentSpec(id, space, actionSpace, maxEpisodeSteps, rewardThreshold, rendering);
  }

  /** This spec with another action space. */
  public EnvironmentSpec withActionSpace(Space space) {
    return new EnvironmentSpec(
        id, observationSpace, space, maxEpisodeSteps, rewardThreshold, rendering);
  }

  /**
   * The observation space of an environment that answers with vectors.
   *
   * @throws ClassCastException when it is not a box
   */
  public Box observationBox() {
    return (Box) observationSpace;
  }

  /**
   * The action space of an environment that takes vectors.
   *
   * @throws ClassCastException when it is not a box
   */
  public Box actionBox() {
    return (Box) actionSpace;
  }
}
