package io.papilio.learner.diagnostics;

import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How differently two policies act on the same observations, each taken as the first one of an
 * episode.
 *
 * @param observations shape: [n, ...]
 */
public record Disagreement(Tensor observations) {

  /**
   * On some observations of demonstrations, spread evenly over their time steps.
   *
   * @param n how many, or as many as there are
   */
  public static Disagreement on(TrajectorySource demonstrations, int n) {
    long[] steps = {0};
    demonstrations.forEach(trajectory -> steps[0] += trajectory.length());
    double stride = Math.max(1, (double) steps[0] / n);
    List<Tensor> chosen = new ArrayList<>();
    long[] seen = {0};
    demonstrations.forEach(
        trajectory -> {
          for (int t = 0; t < trajectory.length(); t++) {
            if (chosen.size() < n && seen[0] >= chosen.size() * stride) {
              chosen.add(trajectory.observations().row(t));
            }
            seen[0]++;
          }
        });
    return new Disagreement(Tensor.stack(chosen));
  }

  /** The actions of a policy. Shape: [n, ...] */
  public Tensor actions(Policy policy) {
    List<BigInteger> seeds = Collections.nCopies(observations.shape().get(0), BigInteger.ZERO);
    return policy.begin(seeds).act(observations);
  }

  /** The mean Euclidean distance of two batches of n actions. */
  public static double distance(Tensor actions, Tensor others) {
    Require.that(
        actions.shape().equals(others.shape()), "actions", others.shape(), actions.shape() + "");
    int n = actions.shape().get(0);
    int size = actions.size() / n;
    double sum = 0;
    for (int row = 0; row < n; row++) {
      double squares = 0;
      for (int i = row * size; i < (row + 1) * size; i++) {
        double difference = actions.getDouble(i) - others.getDouble(i);
        squares += difference * difference;
      }
      sum += Math.sqrt(squares);
    }
    return sum / n;
  }
}
