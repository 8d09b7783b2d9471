package io.papilio.envserver.reconnect;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A session of three walkers, and a rollout with trajectories.
 *
 * @param steps of the session
 * @param episodes of the rollout
 */
record Workload(int steps, int episodes) {
  private static final String ID = "Walker2d-v5";
  private static final int SIZE = 3;

  /** Every time step and every trajectory. */
  List<Object> run(RolloutSource source) {
    List<Object> results = new ArrayList<>();
    try (VectorEnvironment walkers =
        source.vector(ID, KeywordArguments.NONE, SIZE, AutoresetMode.SAME_STEP)) {
      results.add(walkers.reset(VectorResetRequest.seeded(BigInteger.ONE, SIZE)));
      int actions = walkers.spec().actionBox().size();
      Random random = new Random(1);
      for (int step = 0; step < steps; step++) {
        double[] values = random.doubles((long) SIZE * actions, -1, 1).toArray();
        results.add(walkers.step(Tensor.float64(values, SIZE, actions)));
      }
    }
    try (RolloutRunner runner = source.runner(ID, SIZE)) {
      runner.record(
          new RandomPolicy(runner.spec().actionBox(), 3),
          EpisodeSeeds.of(0, episodes),
          RolloutListener.SILENT,
          results::add);
    }
    return results;
  }
}
