package io.papilio.expert.sac;

import io.papilio.core.env.Box;
import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import java.util.List;
import java.util.stream.IntStream;

/** Scores the deterministic policy on environments and seeds of its own, always the same ones. */
final class Evaluation {
  private final VectorEnvironment environments;
  private final List<Long> seeds;

  Evaluation(VectorEnvironment environments, int episodes, RandomStreams streams) {
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
