package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The alpha-suffix average at any time, by the doubling scheme: segments of iterates whose starts
 * grow by the factor 1/(1 - alpha), and the mean of the newest two. It is the mean of the last
 * iterates, of at least the share alpha and at most 1 - (1 - alpha)^2 of all, up to whole iterates.
 *
 * <p>Source: Rakhlin, Shamir and Sridharan, "Making gradient descent optimal for strongly convex
 * stochastic optimization" (2012), where alpha is a share of a number of iterates that is known
 * beforehand.
 */
@Setting(value = "the mean of the last share of the iterates, in segments", name = "suffix")
public record SuffixMean(
    @Setting("alpha, least share of the iterates in the mean") @DefaultValue("0.5") double share,
    @Setting("name of the average") @DefaultValue("suffix") String name)
    implements AverageSpec {
  public SuffixMean {
    Require.that(share > 0 && share < 1, "share", share, "> 0 and < 1");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    return List.of(t -> gamma(t, 0), t -> gamma(t, 1));
  }

  @Override
  public double[] weights(long t) {
    Segment newest = segment(t);
    long before = newest.start - newest.previous;
    long since = t - newest.start + 1;
    double share = t == 0 ? 1 : (double) since / (before + since);
    return newest.parity == 0 ? new double[] {share, 1 - share} : new double[] {1 - share, share};
  }

  /** The first iterate in the average. */
  long first(long t) {
    return segment(t).previous;
  }

  /** Segments take turns in the two parts, and each begins its part anew. */
  private double gamma(long t, int parity) {
    Segment newest = segment(t);
    return newest.parity == parity ? 1.0 / (t - newest.start + 1) : 0;
  }

  private Segment segment(long t) {
    Segment segment = new Segment(1, 1, 0);
    long next = after(1);
    while (next <= t) {
      segment = new Segment(next, segment.start, 1 - segment.parity);
      next = after(next);
    }
    return segment;
  }

  private long after(long start) {
    return Math.max(start + 1, (long) Math.ceil(start / (1 - share)));
  }

  /**
   * @param start its first iterate
   * @param previous the first iterate of the segment before it
   */
  private record Segment(long start, long previous, int parity) {}
}
