package io.papilio.core.env;

import io.papilio.core.snapshot.Restorable;
import io.papilio.core.space.Element;

/**
 * One environment with Gymnasium's contract. Not safe for use by several threads at once.
 *
 * <p>An environment from the catalogue checks actions and the order of calls, sets {@code
 * truncated} at the spec's time limit and makes snapshots if the simulation is {@link Restorable};
 * one straight from an {@link EnvironmentFactory} need not.
 */
public interface Environment extends AutoCloseable {
  EnvironmentSpec spec();

  /** Begins an episode. The same seed always gives the same episode. */
  TimeStep reset(ResetRequest request);

  /**
   * Takes one action.
   *
   * @throws ResetNeededException before the first reset and after the end of an episode
   * @throws io.papilio.core.validation.InvalidValueException when the action is not of the space
   * @throws PhysicsDivergedException when the simulation produced NaN or a warning; reset to go on
   */
  TimeStep step(Element action);

  /**
   * Sets where later observations are written.
   *
   * @return false if this kind of environment does not write there, but returns observations in
   *     memory of its own
   */
  default boolean observeInto(ObservationMemory memory) {
    return false;
  }

  /** Whether this kind of environment can be saved in a snapshot. */
  default boolean isRestorable() {
    return this instanceof Restorable;
  }

  /**
   * Everything that decides what comes next: an environment that restores it goes on bit for bit
   * like this one, in another process too. Changes nothing.
   *
   * @throws ResetNeededException before the first reset and after a failure
   * @throws UnsupportedRequestException when this kind of environment cannot be kept
   */
  default byte[] snapshot() {
    throw new UnsupportedRequestException(
        "snapshot: " + spec().id() + " (expected: an environment that can be kept)");
  }

  /**
   * Goes on from a snapshot, whatever happened here before.
   *
   * @return the newest time step at the moment of the snapshot
   * @throws io.papilio.core.validation.InvalidValueException when the bytes are damaged
   * @throws SnapshotMismatchException when they are of another environment, other keywords or
   *     another version of what decides the numbers
   * @throws UnsupportedRequestException when this kind of environment cannot be kept
   */
  default TimeStep restore(byte[] snapshot) {
    throw new UnsupportedRequestException(
        "restore: " + spec().id() + " (expected: an environment that can be kept)");
  }

  /**
   * A picture of the current state. Changes nothing.
   *
   * @throws ResetNeededException before the first reset
   * @throws io.papilio.core.validation.InvalidValueException when the spec has other modes only
   * @throws UnsupportedRequestException when this kind of environment has no picture
   * @throws RenderingUnavailableException when the machine that simulates cannot draw
   */
  default Frame render(RenderMode mode) {
    throw new UnsupportedRequestException(
        "render: " + spec().id() + " (expected: an environment that can be shown)");
  }

  /** About how many bytes it holds; 0 where that is little beside its observations. */
  default long footprint() {
    return 0;
  }

  /** Frees what it holds; closing twice is harmless. */
  @Override
  void close();
}
