package io.papilio.learner.data;

import io.papilio.core.random.RandomStreams;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Trajectories to learn from, and trajectories held out for the validation loss. Whole trajectories
 * are held out: pairs of one trajectory are too alike to judge one another.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1 (900 and 100 trajectories).
 */
public record DemonstrationSplit(TrajectorySource training, TrajectorySource validation) {

  /**
   * Holds a random part out, by the stream {@code split}; both parts keep the trajectories' order.
   *
   * @param validationFraction of the trajectories, rounded to whole ones, but never none or all
   */
  public static DemonstrationSplit of(
      TrajectorySource trajectories, double validationFraction, RandomStreams streams) {
    int n = trajectories.size();
    Require.that(n >= 2, "trajectories", n, "at least 2, one of them to hold out");
    Require.within(validationFraction, 0, 1, "validationFraction");
    int count = (int) Math.min(Math.max(Math.rint(validationFraction * n), 1), n - 1);
    BitSet heldOut = new BitSet();
    Arrays.stream(streams.stream("split").permutation(n)).limit(count).forEach(heldOut::set);
    return new DemonstrationSplit(
        trajectories.select(index -> !heldOut.get(index)), trajectories.select(heldOut::get));
  }
}
