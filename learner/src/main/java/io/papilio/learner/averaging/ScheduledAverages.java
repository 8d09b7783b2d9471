package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.kernels.MovingAverages;
import io.papilio.kernels.WorkerThreads;
import java.util.List;

/**
 * Moving averages theta~(t) = (1 - gamma(t)) theta~(t-1) + gamma(t) theta(t) of the same iterates,
 * each with a schedule of its own.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation 4.1 and footnote 6. A batch of updates is
 * one weighted sum: iterate j of it ends with the weight gamma(j) (1 - gamma(j+1)) ... (1 -
 * gamma(n)).
 */
final class ScheduledAverages {
  private final List<DecaySchedule> schedules;
  private final long[] updates;
  private final MovingAverages averages;
  private final MovingAverages scratch = new MovingAverages(1, MovingAverages.BLOCK);

  /**
   * @param start theta(0). Shape: [size]
   */
  ScheduledAverages(List<DecaySchedule> schedules, float[] start) {
    this.schedules = schedules;
    updates = new long[schedules.size()];
    averages = new MovingAverages(schedules.size(), start.length);
    for (int k = 0; k < updates.length; k++) {
      start(k, start);
    }
  }

  /** Begins an average anew at an iterate. */
  void start(int k, float[] theta) {
    averages.set(k, theta, new float[theta.length]);
    updates[k] = 0;
  }

  /** Iterates that an average has taken in. */
  long updates(int k) {
    return updates[k];
  }

  void update(IterateBatch batch) {
    Mixtures mixtures = Mixtures.of(schedules, updates, batch.count());
    WorkerThreads.slice(
        averages.blocks(),
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            mixtures.apply(averages, block, batch.block(block));
          }
        });
    for (int k = 0; k < updates.length; k++) {
      updates[k] += batch.count();
    }
  }

  /** Copies an average as it would be after an update, which it does not make. */
  void copyTo(int k, IterateBatch pending, float[] destination) {
    Mixtures mixture =
        Mixtures.of(schedules.subList(k, k + 1), new long[] {updates[k]}, pending.count());
    float[] mean = new float[MovingAverages.BLOCK];
    for (int block = 0; block < averages.blocks(); block++) {
      averages.copyBlock(k, block, scratch);
      mixture.apply(scratch, 0, pending.block(block));
      scratch.copyMean(0, mean);
      System.arraycopy(mean, 0, destination, averages.start(block), averages.length(block));
    }
  }

  void save(int k, String prefix, TrainingState.Builder state) {
    float[] mean = new float[averages.size()];
    averages.copyMean(k, mean);
    state.put(prefix + ".updates", updates[k]);
    state.put(prefix + ".mean", mean);
    state.put(prefix + ".lost", averages.lost(k));
  }

  void restore(int k, String prefix, TrainingState state) {
    updates[k] = state.integer(prefix + ".updates");
    averages.set(
        k,
        state.floats(prefix + ".mean", averages.size()),
        state.floats(prefix + ".lost", averages.size()));
  }
}
