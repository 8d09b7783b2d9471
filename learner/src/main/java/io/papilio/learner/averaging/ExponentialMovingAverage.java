package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.tensor.BlockedVector;
import java.util.Arrays;

/**
 * The moving average theta~(t) = (1 - gamma(t)) theta~(t-1) + gamma(t) theta(t) of the iterates.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation 4.1 and footnote 6. In the first {@code
 * burnIn} updates the average is the iterate. The t-th update after them uses gamma(t), t = 1, 2,
 * ...: the paper's sequence begins at 1, so that gamma(t) = 1/t gives the arithmetic mean of the
 * iterates since the burn-in, and theta(0) has no weight under gamma(t) = t^-alpha.
 */
final class ExponentialMovingAverage implements IterateAverage {
  private final DecaySchedule schedule;
  private final long burnIn;
  private final BlockedVector mean;
  // What float32 cannot hold of the average, as in Kahan's summation: at gamma = 1e-4 an iterate
  // nearer than 3e-4 |theta~| would otherwise not move the average at all.
  private final BlockedVector lost;

  /**
   * @param burnIn updates in which the average is the iterate
   * @param start theta(0). Shape: [size]
   */
  ExponentialMovingAverage(DecaySchedule schedule, long burnIn, float[] start) {
    this.schedule = schedule;
    this.burnIn = burnIn;
    mean = new BlockedVector(start.length);
    mean.set(start);
    lost = new BlockedVector(start.length);
  }

  @Override
  public void update(long t, int block, float[] theta, int length) {
    float gamma = t <= burnIn ? 1 : (float) schedule.gamma(t - burnIn);
    mix(gamma, theta, mean.block(block), lost.block(block), length);
  }

  private static void mix(float gamma, float[] theta, float[] mean, float[] lost, int length) {
    if (gamma == 1) {
      System.arraycopy(theta, 0, mean, 0, length);
      Arrays.fill(lost, 0);
      return;
    }
    for (int i = 0; i < length; i++) {
      // theta~(t) = (1 - gamma) theta~(t-1) + gamma theta(t), where theta~ = mean + lost
      float change = gamma * ((theta[i] - mean[i]) - lost[i]) + lost[i];
      float next = mean[i] + change;
      lost[i] = change - (next - mean[i]);
      mean[i] = next;
    }
  }

  @Override
  public void copyTo(float[] destination) {
    mean.copyTo(destination);
  }

  @Override
  public void save(String prefix, TrainingState.Builder state) {
    state.put(prefix + ".mean", mean.toArray());
    state.put(prefix + ".lost", lost.toArray());
  }

  @Override
  public void restore(String prefix, TrainingState state) {
    mean.set(state.floats(prefix + ".mean", mean.size()));
    lost.set(state.floats(prefix + ".lost", lost.size()));
  }
}
