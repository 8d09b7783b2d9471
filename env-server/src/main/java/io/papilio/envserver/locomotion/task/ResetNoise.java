package io.papilio.envserver.locomotion.task;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;

/** How the state at the start of an episode differs from the model's initial state. */
@FunctionalInterface
public interface ResetNoise {
  /**
   * Adds noise in place; the order of draws is part of the environment.
   *
   * @param positions shape: [nq]
   * @param velocities shape: [nv]
   */
  void addTo(double[] positions, double[] velocities, NumpyGenerator generator);

  /** Uniform in [-scale, scale) on every position, then on every velocity. */
  static ResetNoise uniform(double scale) {
    return (positions, velocities, generator) -> {
      addUniform(positions, scale, generator);
      addUniform(velocities, scale, generator);
    };
  }

  /** Uniform as above on every position, then normal of that deviation on every velocity. */
  static ResetNoise normalVelocities(double scale) {
    return (positions, velocities, generator) -> {
      addUniform(positions, scale, generator);
      for (int i = 0; i < velocities.length; i++) {
        velocities[i] += scale * generator.standardNormal();
      }
    };
  }

  /** Rejects what cannot be a scale. */
  static void checkScale(double scale) {
    Require.that(
        scale >= 0 && Double.isFinite(scale), "reset_noise_scale", scale, "a finite number >= 0");
  }

  /** Adds uniform draws in [-scale, scale) in place, one by one. */
  static void addUniform(double[] values, double scale, NumpyGenerator generator) {
    for (int i = 0; i < values.length; i++) {
      values[i] += generator.uniform(-scale, scale);
    }
  }
}
