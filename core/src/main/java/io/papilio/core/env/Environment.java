package io.papilio.core.env;

/**
 * One environment with Gymnasium's contract. Not safe for use by several threads at once.
 *
 * <p>An environment from the catalogue checks actions and the order of calls, and sets {@code
 * truncated} at the spec's time limit; one straight from an {@link EnvironmentFactory} need not.
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

  /** Frees what it holds; closing twice is harmless. */
  @Override
  void close();
}
