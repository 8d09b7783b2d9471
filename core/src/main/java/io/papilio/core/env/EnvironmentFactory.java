package io.papilio.core.env;

import java.util.Map;
import java.util.Optional;

/**
 * Makes environments of one id. What it makes is the bare simulation; the catalogue adds the time
 * limit, the order of calls and the check of actions around it, and snapshots where the simulation
 * is {@link io.papilio.core.snapshot.Restorable}.
 */
public interface EnvironmentFactory {
  /** For example {@code Hopper-v5}. */
  String id();

  /**
   * The spec of an environment with these keywords, without building it when that is costly.
   *
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword
   */
  EnvironmentSpec spec(KeywordArguments keywords);

  /**
   * The versions of the libraries that decide the numbers, for example {@code mujoco} to {@code
   * 3.14.0}; a snapshot can be restored only where they are the same.
   */
  default Map<String, String> libraries() {
    return Map.of();
  }

  /**
   * What a step costs with these keywords; unknown by default. A server runs a brief step on the
   * thread that reads its connection, where a step that waits would hold up other sessions: what
   * may wait, or takes as long as a keyword says, is unknown.
   */
  default StepCost stepCost(KeywordArguments keywords) {
    return StepCost.UNKNOWN;
  }

  /** A new environment with these keyword arguments of its constructor. */
  Environment create(KeywordArguments keywords);

  /** The environment described for people, with its keywords and their defaults. */
  default EnvironmentDescription description() {
    return EnvironmentDescription.NONE;
  }

  /**
   * Digest of the model that decides the physics, {@code sha256:HEX}; absent where there is none.
   */
  default Optional<String> modelDigest() {
    return Optional.empty();
  }
}
