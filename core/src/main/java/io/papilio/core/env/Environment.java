package io.papilio.core.env;

import io.papilio.core.snapshot.Restorable;
import io.papilio.core.space.Element;
import java.util.function.BooleanSupplier;

/**
 * One environment with Gymnasium's contract. Not safe for use by several threads at once.
 *
 * <p>An environment from the catalog checks actions and the order of calls, sets {@code truncated}
 * at the spec's time limit and makes snapshots if the simulation is {@link Restorable}; one
 * straight from an {@link EnvironmentFactory} need not.
 */
public interface Environment extends AutoCloseable {
  EnvironmentSpec spec();

  /** Begins an episode. The same seed always gives the same episode. */
  TimeStep reset(ResetRequest request);

  /**
   * Takes one action.
   *
   * @throws EnvironmentException RESET_NEEDED before the first reset and after the end of an
   *     episode; PHYSICS_DIVERGED when the simulation became unstable
   * @throws io.papilio.core.validation.InvalidValueException when the action is not of the space
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

  /**
   * Sets what a long step asks now and then, so that it ends early, by a {@link
   * java.util.concurrent.CancellationException}, once nobody waits for it. An environment whose
   * steps are short may leave it unasked.
   *
   * @param abandoned whether nobody waits for the present step any more; safe on any thread
   */
  default void abandonWhen(BooleanSupplier abandoned) {}

  /** Whether this kind of environment can be saved in a snapshot. */
  default boolean isRestorable() {
    return this instanceof Restorable;
  }

  /**
   * Everything that decides what comes next: an environment that restores it continues bit for bit
   * like this one, in another process too. Changes nothing.
   *
   * @throws EnvironmentException RESET_NEEDED before the first reset and after a failure;
   *     UNSUPPORTED when this environment has no snapshots
   */
  default byte[] snapshot() {
    throw EnvironmentException.unsupported(spec(), "snapshots");
  }

  /**
   * Goes on from a snapshot, whatever happened here before.
   *
   * @return the newest time step at the moment of the snapshot
   * @throws io.papilio.core.validation.InvalidValueException when the bytes are damaged
   * @throws EnvironmentException SNAPSHOT_MISMATCH when they are of another environment, other
   *     keyword arguments or another version of what decides the numbers; UNSUPPORTED when this
   *     environment has no snapshots
   */
  default TimeStep restore(byte[] snapshot) {
    throw EnvironmentException.unsupported(spec(), "snapshots");
  }

  /**
   * Renders a frame of the current state. Changes nothing.
   *
   * @throws EnvironmentException RESET_NEEDED before the first reset; UNSUPPORTED when this
   *     environment has no render mode; RENDERING_UNAVAILABLE when the machine cannot render
   * @throws io.papilio.core.validation.InvalidValueException when the spec has other modes only
   */
  default Frame render(RenderMode mode) {
    throw EnvironmentException.unsupported(spec(), "rendering");
  }

  /** About how many bytes it holds; 0 where that is little beside its observations. */
  default long footprint() {
    return 0;
  }

  /** Frees what it holds; closing twice is harmless. */
  @Override
  default void close() {}
}
