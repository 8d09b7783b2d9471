package io.papilio.learner.averaging;

import java.util.List;

/**
 * At which steps the parts of an average are saved. When there are more than enough snapshots,
 * every second one goes and the steps between them double, however long the training is.
 *
 * @param period steps between the first ones
 * @param most how many there may be, apart from the one of the last step
 * @param widths sigma_rel of each part
 */
public record SnapshotPlan(long period, int most, List<Double> widths) {
  public SnapshotPlan {
    widths = List.copyOf(widths);
  }

  /** Whether a snapshot is taken at a step. */
  public boolean isDue(long step) {
    return isKept(step, step);
  }

  /** Whether the snapshot of an earlier step is still there at this one. */
  public boolean isKept(long earlier, long step) {
    long interval = period;
    while (step / interval > most) {
      interval *= 2;
    }
    return earlier > 0 && earlier % interval == 0;
  }
}
