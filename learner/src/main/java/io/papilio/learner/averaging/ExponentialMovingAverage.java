package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.Require;
import io.papilio.learner.tensor.BlockedVector;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The moving average theta~ of the iterates theta, kept in a buffer of the caller's.
 *
 * <p>Source: equation 4.1 and footnote 6. In the first {@code burnIn} updates the average is the
 * iterate. The t-th update after them uses gamma(t), t = 1, 2, ...: the paper's sequence begins at
 * 1, so that alpha = 1 gives the arithmetic mean of the iterates since the burn-in, and theta(0)
 * has no weight under gamma(t) = t^-alpha.
 */
public final class ExponentialMovingAverage {
  private final DecaySchedule schedule;
  private final long burnIn;
  private final FloatBuffer average;
  // What float32 cannot hold of the average, as in Kahan's summation: at gamma = 1e-4 an iterate
  // nearer than 3e-4 |theta~| would otherwise not move the average at all.
  private final BlockedVector lost;
  private final float[] theta = new float[BlockedVector.BLOCK];
  private final float[] mean = new float[BlockedVector.BLOCK];
  private long updates;

  /**
   * @param burnIn updates in which the average is the iterate
   * @param average holds theta(0), and from now on theta~; changed in place. Shape: [size]
   */
  public ExponentialMovingAverage(DecaySchedule schedule, long burnIn, FloatBuffer average) {
    this.schedule = schedule;
    this.burnIn = Require.nonNegative(burnIn, "burnIn");
    this.average = average;
    this.lost = new BlockedVector(average.capacity());
  }

  /** Number of updates so far, those of the burn-in included. */
  public long updates() {
    return updates;
  }

  /**
   * Takes in the next iterate.
   *
   * @param iterate shape: [size]
   */
  public void update(FloatBuffer iterate) {
    int size = lost.size();
    Require.that(iterate.capacity() == size, "iterate", iterate.capacity() + " values", size + "");
    updates++;
    float gamma = updates <= burnIn ? 1 : (float) schedule.gamma(updates - burnIn);
    for (int block = 0; block < lost.blocks(); block++) {
      int start = lost.start(block);
      int length = lost.length(block);
      iterate.get(start, theta, 0, length);
      average.get(start, mean, 0, length);
      mix(gamma, theta, mean, lost.block(block), length);
      average.put(start, mean, 0, length);
    }
  }

  private static void mix(float gamma, float[] theta, float[] mean, float[] lost, int length) {
    if (gamma == 1) {
      System.arraycopy(theta, 0, mean, 0, length);
      Arrays.fill(lost, 0);
      return;
    }
    for (int i = 0; i < length; i++) {
      // theta~(t+1) = (1 - gamma_t) theta~(t) + gamma_t theta(t+1), where theta~ = mean + lost
      float change = gamma * ((theta[i] - mean[i]) - lost[i]) + lost[i];
      float next = mean[i] + change;
      lost[i] = change - (next - mean[i]);
      mean[i] = next;
    }
  }

  /** Adds the average and the number of updates to a state. */
  public void save(String prefix, TrainingState.Builder state) {
    float[] mean = new float[lost.size()];
    average.get(0, mean);
    state.put(prefix + ".updates", updates);
    state.put(prefix + ".average", mean);
    state.put(prefix + ".lost", lost.toArray());
  }

  /** Takes over what {@link #save} added, and goes on from there bit for bit. */
  public void restore(String prefix, TrainingState state) {
    average.put(0, state.floats(prefix + ".average", lost.size()));
    lost.set(state.floats(prefix + ".lost", lost.size()));
    updates = state.integer(prefix + ".updates");
  }
}
