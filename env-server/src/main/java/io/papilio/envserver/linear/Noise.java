package io.papilio.envserver.linear;

import io.papilio.core.env.Keyword;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;

/** Normal noise. */
final class Noise {
  /** Far beyond any use, and far below overflow. */
  private static final double MAX_SCALE = 1e6;

  private Noise() {}

  static Keyword<Double> initialScale(double defaultValue) {
    return Keyword.number(
        "initial_scale",
        defaultValue,
        "standard deviation of each coordinate of the initial state");
  }

  static Keyword<Double> noiseScale(double defaultValue) {
    return Keyword.number(
        "noise_scale",
        defaultValue,
        "standard deviation of the noise on each coordinate in each step");
  }

  static void requireScale(double scale, Keyword<Double> keyword) {
    Require.within(scale, 0, MAX_SCALE, keyword.name());
  }

  /** A draw from N(0, scale^2 I), one coordinate after the other. Shape: [size]. */
  static Vector normal(int size, double scale, NumpyGenerator generator) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = scale * generator.standardNormal();
    }
    return Vector.of(values);
  }
}
