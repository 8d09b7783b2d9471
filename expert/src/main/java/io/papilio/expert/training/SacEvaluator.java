package io.papilio.expert.training;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.space.Box;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.util.List;
import java.util.stream.IntStream;

/** Scores the deterministic policy on environments and seeds of its own, always the same ones. */
final class SacEvaluator {
  private final VectorEnvironment environments;
  private final List<Long> seeds;

  SacEvaluator(VectorEnvironment environments, int episodes, RandomStreams streams) {
    this.environments = environments;
    NumpyGenerator generator = streams.stream("evaluation-seeds");
    seeds =
        IntStream.range(0, episodes)
            .mapToObj(i -> (long) generator.integers(Integer.MAX_VALUE))
            .toList();
  }

  /** One episode per seed. */
  List<EpisodeStatistics> run(SquashedGaussianActor actor) {
    Box actionSpace = environments.spec().actionBox();
    ExpertPolicy policy = new ExpertPolicy(actor.shape(), actor.phi(), actionSpace);
    return new Rollout(environments, policy).run(seeds);
  }
}
