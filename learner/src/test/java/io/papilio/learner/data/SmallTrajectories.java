package io.papilio.learner.data;

import io.papilio.core.env.Tensor;
import io.papilio.core.trajectory.Trajectory;
import java.util.List;
import java.util.stream.IntStream;

/** Trajectories whose every number names its place: seed, time and component. */
public final class SmallTrajectories {
  public static final int OBSERVATION_SIZE = 3;
  public static final int ACTION_SIZE = 2;

  private SmallTrajectories() {}

  /** Trajectory i has seed i and 2 + i % 4 steps. */
  public static List<Trajectory> make(int count) {
    return IntStream.range(0, count).mapToObj(i -> make(i, 2 + i % 4)).toList();
  }

  public static Trajectory make(long seed, int length) {
    double[] observations = new double[(length + 1) * OBSERVATION_SIZE];
    float[] actions = new float[length * ACTION_SIZE];
    for (int t = 0; t <= length; t++) {
      for (int c = 0; c < OBSERVATION_SIZE; c++) {
        observations[t * OBSERVATION_SIZE + c] = observation(seed, t, c);
      }
      for (int c = 0; c < ACTION_SIZE && t < length; c++) {
        actions[t * ACTION_SIZE + c] = action(seed, t, c);
      }
    }
    return new Trajectory(
        seed,
        Tensor.float64(observations, length + 1, OBSERVATION_SIZE),
        Tensor.float32(actions, length, ACTION_SIZE),
        Tensor.float64(new double[length]),
        true,
        false);
  }

  public static double observation(long seed, int t, int component) {
    return seed + t / 10.0 + component / 1000.0;
  }

  public static float action(long seed, int t, int component) {
    return (float) -observation(seed, t, component);
  }
}
