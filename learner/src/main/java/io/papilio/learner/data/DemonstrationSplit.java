package io.papilio.learner.data;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;

/**
 * Trajectories to learn from, and trajectories held out for the validation loss. Whole trajectories
 * are held out: pairs of one trajectory are too alike to judge one another.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1 (900 and 100 trajectories).
 */
public record DemonstrationSplit(List<Trajectory> training, List<Trajectory> validation) {
  public DemonstrationSplit {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Holds a random part out, by the stream {@code split}; both parts keep the trajectories' order.
   *
   * @param validationFraction of the trajectories, rounded to whole ones, but never none or all
   */
  public static DemonstrationSplit of(
      List<Trajectory> trajectories, double validationFraction, RandomStreams streams) {
    int n = trajectories.size();
    Require.that(n >= 2, "trajectories", n, "at least 2, one of them to hold out");
    Require.within(validationFraction, 0, 1, "validationFraction");
    int heldOut = (int) Math.min(Math.max(Math.rint(validationFraction * n), 1), n - 1);
    NumpyGenerator generator = streams.stream("split");
    int[] order = generator.permutation(n);
    return new DemonstrationSplit(
        pick(trajectories, Arrays.copyOfRange(order, heldOut, n)),
        pick(trajectories, Arrays.copyOf(order, heldOut)));
  }

  private static List<Trajectory> pick(List<Trajectory> trajectories, int[] indices) {
    return Arrays.stream(indices).sorted().mapToObj(trajectories::get).toList();
  }
}
