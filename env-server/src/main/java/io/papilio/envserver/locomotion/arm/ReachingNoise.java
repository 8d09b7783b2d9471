package io.papilio.envserver.locomotion.arm;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.envserver.locomotion.task.ResetNoise;
import java.util.Arrays;

/** How episodes of the two tasks with a target begin: the target is drawn until it is in reach. */
final class ReachingNoise {
  private static final double VELOCITY = 0.005;

  /** The arm is anywhere near its initial state, the target anywhere in a disc. */
  static final ResetNoise REACHER =
      (positions, velocities, generator) -> {
        ResetNoise.addUniform(positions, 0.1, generator);
        double x;
        double y;
        do {
          x = generator.uniform(-0.2, 0.2);
          y = generator.uniform(-0.2, 0.2);
        } while (Math.sqrt(x * x + y * y) >= 0.2);
        fill(positions, x, y);
        addToArm(velocities, 2, generator);
      };

  /** The arm has its initial angles, the object lies anywhere but near the goal. */
  static final ResetNoise PUSHER =
      (positions, velocities, generator) -> {
        double x;
        double y;
        do {
          x = generator.uniform(-0.3, 0);
          y = generator.uniform(-0.2, 0.2);
        } while (Math.sqrt(x * x + y * y) <= 0.17);
        fill(positions, x, y, 0, 0);
        addToArm(velocities, 4, generator);
      };

  private ReachingNoise() {}

  /** Replaces the last elements. */
  private static void fill(double[] positions, double... last) {
    System.arraycopy(last, 0, positions, positions.length - last.length, last.length);
  }

  /** Draws for all velocities, of which the last, the target's, stay 0. */
  private static void addToArm(double[] velocities, int targets, NumpyGenerator generator) {
    ResetNoise.addUniform(velocities, VELOCITY, generator);
    Arrays.fill(velocities, velocities.length - targets, velocities.length, 0);
  }
}
