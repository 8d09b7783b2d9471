package io.papilio.expert.training;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Box;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Scores the deterministic policy on seeds of its own, always the same ones. */
final class SacEvaluator {
  private final RolloutRunner runner;
  private final List<BigInteger> seeds;

  SacEvaluator(RolloutRunner runner, int episodes, RandomStreams streams) {
    this.runner = runner;
    NumpyGenerator generator = streams.stream("evaluation-seeds");
    seeds =
        IntStream.range(0, episodes)
            .mapToObj(i -> BigInteger.valueOf(generator.integers(Integer.MAX_VALUE)))
            .toList();
  }

  /** One episode per seed. */
  List<EpisodeStatistics> run(SquashedGaussianActor actor) {
    Box actionSpace = runner.spec().actionBox();
    ExpertPolicy policy = new ExpertPolicy(actor.shape(), actor.phi(), actionSpace);
    return runner.run(policy, seeds);
  }
}
