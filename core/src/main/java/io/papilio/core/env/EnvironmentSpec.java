package io.papilio.core.env;

import io.papilio.core.space.Batch;
import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
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

  /**
   * Checks that another environment of a vector has the spaces of this one, the first.
   *
   * @param place the other one, for example {@code environment 3}
   * @throws InvalidValueException if it has others
   */
  public void checkSpaces(String place, EnvironmentSpec other) {
    checkSpace(place, "observation space", other.observationSpace, observationSpace);
    checkSpace(place, "action space", other.actionSpace, actionSpace);
  }

  private static void checkSpace(String place, String name, Space actual, Space first) {
    if (!actual.equals(first)) {
      throw new InvalidValueException(name, actual, "as environment 0, " + first).within(place);
    }
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

  /** This spec with other ways in which the environment is shown. */
  public EnvironmentSpec withRendering(Rendering others) {
    return new EnvironmentSpec(
        id, observationSpace, actionSpace, maxEpisodeSteps, rewardThreshold, others);
  }

  /**
   * About how many bytes each layer around a simulation takes for what it shows: the two bounds of
   * the space, the newest observation, and one that is being made.
   */
  public long observationFootprint() {
    return 4 * observationSpace.bytes();
  }

  /**
   * The observation space of an environment that answers with vectors.
   *
   * @throws InvalidValueException when it is not a box
   */
  public Box observationBox() {
    return box(observationSpace, "observations");
  }

  /**
   * The action space of an environment that takes vectors.
   *
   * @throws InvalidValueException when it is not a box
   */
  public Box actionBox() {
    return box(actionSpace, "actions");
  }

  /**
   * Rejects an environment whose observations are not single arrays, as policies see them.
   *
   * @throws InvalidValueException for composite spaces, texts, sequences and graphs
   */
  public void requireArrayObservations() {
    if (!Batch.isTensor(observationSpace)) {
      throw new InvalidValueException(
          "env",
          id + " with observations of " + observationSpace.getClass().getSimpleName(),
          "observations of one array: a Box, Discrete, MultiDiscrete or MultiBinary");
    }
  }

  private Box box(Space space, String what) {
    if (space instanceof Box box) {
      return box;
    }
    String kind = space.getClass().getSimpleName();
    throw new InvalidValueException(
        "env", id + " with " + what + " of " + kind, what + " of a Box");
  }
}
