package io.papilio.learner.averaging;

import io.papilio.kernels.MovingAverages;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a batch of n iterates does to each of several averages.
 *
 * @param n iterates in the batch
 * @param newest of each average, the last iterate with gamma = 1, at which it begins anew; or -1
 * @param members the averages that mix in iterates behind that one
 * @param weights of each member: of the n iterates, then of the average. Shape: [members, n + 1]
 */
record Mixtures(int n, int[] newest, int[] members, float[] weights) {
  /**
   * @param updates of each average, the number before the batch
   */
  static Mixtures of(List<DecaySchedule> schedules, long[] updates, int n) {
    int[] newest = new int[schedules.size()];
    float[][] all = new float[newest.length][];
    for (int k = 0; k < newest.length; k++) {
      all[k] = new float[n + 1];
      newest[k] = weights(schedules.get(k), updates[k] + 1, all[k]);
    }
    int[] members = IntStream.range(0, newest.length).filter(k -> mixes(all[k], n)).toArray();
    float[] weights = new float[members.length * (n + 1)];
    for (int i = 0; i < members.length; i++) {
      System.arraycopy(all[members[i]], 0, weights, i * (n + 1), n + 1);
    }
    return new Mixtures(n, newest, members, weights);
  }

  /** Whether any iterate behind the newest with gamma = 1 has a weight. */
  private static boolean mixes(float[] weights, int n) {
    return IntStream.range(0, n).anyMatch(j -> weights[j] != 0);
  }

  private static int weights(DecaySchedule schedule, long first, float[] weights) {
    int n = weights.length - 1;
    double remaining = 1;
    double sum = 0;
    for (int j = n - 1; j >= 0; j--) {
      double gamma = schedule.gamma(first + j);
      if (gamma == 1) {
        weights[n] = (float) (1 - sum);
        return j;
      }
      // gamma(j) (1 - gamma(j+1)) ... (1 - gamma(n))
      double weight = gamma * remaining;
      weights[j] = (float) weight;
      sum += weight;
      remaining *= 1 - gamma;
    }
    weights[n] = (float) (1 - sum);
    return -1;
  }

  /**
   * Updates one block of the averages.
   *
   * @param iterates the blocks of the batch. Shape: [n, ROW] or longer
   */
  void apply(MovingAverages averages, int block, float[] iterates) {
    for (int k = 0; k < newest.length; k++) {
      if (newest[k] >= 0) {
        averages.setBlock(k, block, iterates, newest[k] * MovingAverages.ROW);
      }
    }
    if (members.length > 0) {
      averages.mix(block, iterates, n, members, weights);
    }
  }
}
