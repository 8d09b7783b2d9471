package io.papilio.laboratory.numeric;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;

/** The random numbers of a check: always the same. */
public final class Draws {
  /** Seed of the streams, for people who repeat a check. */
  public static final long SEED = 0;

  private final NumpyGenerator generator;

  private Draws(NumpyGenerator generator) {
    this.generator = generator;
  }

  /** The stream of a name. */
  public static Draws of(String name) {
    return new Draws(RandomStreams.of(SEED).stream(name));
  }

  public NumpyGenerator generator() {
    return generator;
  }

  public double normal() {
    return generator.standardNormal();
  }

  public double uniform(double low, double high) {
    return generator.uniform(low, high);
  }

  /** Uniform in the logarithm. */
  public double ratio(double low, double high) {
    return low * Math.exp(Math.log(high / low) * generator.nextDouble());
  }

  /** An integer in low to high, both included. */
  public int integer(int low, int high) {
    return low + generator.integers(high - low + 1);
  }

  /** Independent standard normals. */
  public double[] normals(int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = normal();
    }
    return values;
  }
}
