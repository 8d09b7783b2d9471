package io.papilio.core.env;

/**
 * Makes environments of one id. What it makes is the bare simulation; the catalogue adds the order
 * of calls, the check of actions and the time limit around it.
 */
public interface EnvironmentFactory {
  /** For example {@code Hopper-v5}. */
  String id();

  /**
   * The spec of an environment with these keywords, without building it when that is costly.
   *
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword
   */
  EnvironmentSpec spec(Options options);

  /** A new environment with these keywords (Gymnasium's constructor keywords). */
  Environment create(Options options);
}
