package io.papilio.learner.diagnostics;

import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import java.util.Arrays;

/**
 * Where demonstrations have been: a box around their observations, each side moved out by one
 * standard deviation of that coordinate.
 *
 * <p>Source: Ainsworth et al., "Mo' States Mo' Problems: Emergency Stop Mechanisms from
 * Observation" (2019), whose emergency stops are the outside of such a box.
 */
public final class DemonstrationSupport {
  private final double[] low;
  private final double[] high;

  private DemonstrationSupport(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /** The support of some demonstrations. */
  public static DemonstrationSupport of(TrajectorySource demonstrations) {
    Sums sums = new Sums();
    demonstrations.forEach(trajectory -> sums.add(trajectory.observations()));
    double[] low = new double[sums.size()];
    double[] high = new double[sums.size()];
    for (int j = 0; j < low.length; j++) {
      low[j] = sums.min[j] - sums.deviation(j);
      high[j] = sums.max[j] + sums.deviation(j);
    }
    return new DemonstrationSupport(low, high);
  }

  /**
   * The time step of the first observation of an episode that is outside; the episode's length
   * where none is.
   */
  public int firstExit(Trajectory episode) {
    int size = low.length;
    for (int t = 0; t < episode.length(); t++) {
      for (int j = 0; j < size; j++) {
        double x = episode.observations().getDouble(t * size + j);
        if (x < low[j] || x > high[j]) {
          return t;
        }
      }
    }
    return episode.length();
  }

  /** Of each coordinate of the observations. */
  private static final class Sums {
    private double[] min = {};
    private double[] max = {};
    private double[] sum = {};
    private double[] squares = {};
    private long n;

    int size() {
      return min.length;
    }

    void add(Tensor observations) {
      int rows = observations.shape().get(0);
      int size = observations.size() / rows;
      if (n == 0) {
        min = new double[size];
        max = new double[size];
        sum = new double[size];
        squares = new double[size];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
      }
      for (int i = 0; i < observations.size(); i++) {
        double x = observations.getDouble(i);
        int j = i % size;
        min[j] = Math.min(min[j], x);
        max[j] = Math.max(max[j], x);
        sum[j] += x;
        squares[j] += x * x;
      }
      n += rows;
    }

    double deviation(int j) {
      double mean = sum[j] / n;
      return Math.sqrt(Math.max(0, squares[j] / n - mean * mean));
    }
  }
}
