package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of the latest k checkpoints, of which one is taken every n steps; until the first one,
 * the newest iterate. Memory and checkpoints of the run have k vectors of it.
 *
 * <p>Source: Kaddour, "Stop wasting my time! Saving days of ImageNet and BERT training with latest
 * weight averaging" (2022), algorithm 1.
 */
@Setting("the mean of the latest checkpoints, one every period steps")
public record Lawa(
    @Setting("k, checkpoints in the mean") @DefaultValue("6") int checkpoints,
    @Setting("n, steps from a checkpoint to the next") @DefaultValue("1000") long period,
    @Setting("name of the average") @DefaultValue("lawa") String name)
    implements AverageSpec {
  public Lawa {
    Require.positive(checkpoints, "checkpoints");
    Require.that(period > 0, "period", period, ">= 1");
    AverageSpec.requireName(name);
  }

  /** Part i has the newest checkpoint c with c mod k = i. */
  @Override
  public List<DecaySchedule> parts() {
    return IntStream.range(0, checkpoints).<DecaySchedule>mapToObj(i -> t -> gamma(t, i)).toList();
  }

  @Override
  public double[] weights(long t) {
    long taken = t / period;
    double[] weights = new double[checkpoints];
    if (taken < checkpoints) {
      // Checkpoints are numbered from 1.
      for (long c = Math.min(1, taken); c <= taken; c++) {
        weights[part(c)] = 1.0 / Math.max(1, taken);
      }
    } else {
      Arrays.fill(weights, 1.0 / checkpoints);
    }
    return weights;
  }

  private double gamma(long t, int part) {
    long taken = t / period;
    boolean isCheckpoint = t % period == 0;
    return part(taken) == part && (isCheckpoint || taken == 0) ? 1 : 0;
  }

  private int part(long checkpoint) {
    return (int) (checkpoint % checkpoints);
  }
}
