package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Reason;
import io.papilio.core.env.Rendering;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorInfo;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A small world by which a rollout can be followed by hand: observation (seed, t, x), x' = 0.9 x +
 * a, reward x' / 3; an episode of odd seed terminates, one of even seed is truncated, after 1 +
 * seed mod 5 steps. Automatic resets go on with seed + 1000. One seed may be given whose physics
 * diverge in the third step.
 */
final class CountdownEnvironments implements VectorEnvironment {
  private final AutoresetMode mode;
  private final long divergingSeed;
  private final long[] seeds;
  private final int[] t;
  private final double[] x;
  private final boolean[] ended;

  CountdownEnvironments(int size, AutoresetMode mode) {
    this(size, mode, -1);
  }

  CountdownEnvironments(int size, AutoresetMode mode, long divergingSeed) {
    this.mode = mode;
    this.divergingSeed = divergingSeed;
    seeds = new long[size];
    t = new int[size];
    x = new double[size];
    ended = new boolean[size];
  }

  static double next(double x, double action) {
    return 0.9 * x + action;
  }

  static int lengthOf(long seed) {
    return (int) (1 + seed % 5);
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Countdown-v0",
        Box.unbounded(3),
        Box.float32(1, -1, 1),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public int size() {
    return seeds.length;
  }

  @Override
  public AutoresetMode autoresetMode() {
    return mode;
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    for (int i = 0; i < size(); i++) {
      begin(i, request.of(i).seed().orElseThrow().longValueExact());
    }
    return answer(new double[size()]);
  }

  @Override
  public VectorTimeStep step(Element actions) {
    double[] rewards = new double[size()];
    for (int i = 0; i < size(); i++) {
      if (ended[i]) {
        begin(i, seeds[i] + 1000);
      } else {
        if (seeds[i] == divergingSeed && t[i] == 2) {
          throw EnvironmentException.of(Reason.PHYSICS_DIVERGED, "environment " + i + " diverged");
        }
        x[i] = next(x[i], actions.asTensor().getDouble(i));
        t[i]++;
        ended[i] = t[i] == lengthOf(seeds[i]);
        rewards[i] = x[i] / 3;
      }
    }
    return answer(rewards);
  }

  @Override
  public void close() {}

  private void begin(int i, long seed) {
    seeds[i] = seed;
    t[i] = 0;
    x[i] = seed / 7.0;
    ended[i] = false;
  }

  private VectorTimeStep answer(double[] rewards) {
    double[] observations = new double[3 * size()];
    boolean[] terminated = new boolean[size()];
    boolean[] truncated = new boolean[size()];
    for (int i = 0; i < size(); i++) {
      observations[3 * i] = seeds[i];
      observations[3 * i + 1] = t[i];
      observations[3 * i + 2] = x[i];
      terminated[i] = ended[i] && seeds[i] % 2 == 1;
      truncated[i] = ended[i] && seeds[i] % 2 == 0;
    }
    return new VectorTimeStep(
        Tensor.float64(observations, size(), 3),
        Tensor.float64(rewards),
        Tensor.bool(terminated),
        Tensor.bool(truncated),
        VectorInfo.EMPTY,
        Optional.empty());
  }
}
