package io.papilio.learner.cloning;

import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.SharedRunner;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Trajectories of an expert that are rolled out whenever they are read.
 *
 * @param runner also evaluates, between groups of episodes
 * @param group episodes that run without a break
 */
public record ExpertRollouts(Policy expert, SharedRunner runner, int group) {
  /**
   * The trajectories of some environment seeds.
   *
   * @param listener may stop the rollouts
   */
  TrajectorySource trajectories(List<BigInteger> seeds, RolloutListener listener) {
    return new TrajectorySource() {
      @Override
      public int size() {
        return seeds.size();
      }

      @Override
      public void read(IntPredicate which, Consumer<Trajectory> consumer) {
        List<BigInteger> wanted =
            IntStream.range(0, size()).filter(which).mapToObj(seeds::get).toList();
        for (int first = 0; first < wanted.size(); first += group) {
          int end = Math.min(first + group, wanted.size());
          runner.record(expert, wanted.subList(first, end), listener, consumer);
        }
      }
    };
  }
}
