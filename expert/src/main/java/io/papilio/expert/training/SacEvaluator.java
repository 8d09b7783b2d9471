package io.papilio.expert.training;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Scores policies without noise, always on the same seeds, and keeps the best one in a file. */
final class SacEvaluator {
  private final RolloutRunner runner;
  private final List<BigInteger> seeds;
  private final Path model;
  private double bestReturn = Double.NEGATIVE_INFINITY;

  /**
   * @param model the file of the best policy
   */
  SacEvaluator(RolloutRunner runner, int episodes, RandomStreams streams, Path model) {
    this.runner = runner;
    this.model = model;
    NumpyGenerator generator = streams.stream("evaluation-seeds");
    seeds =
        IntStream.range(0, episodes)
            .mapToObj(i -> BigInteger.valueOf(generator.integers(Integer.MAX_VALUE)))
            .toList();
  }

  /** Mean return of the best policy so far; minus infinity before the first evaluation. */
  double bestReturn() {
    return bestReturn;
  }

  /** Resumes with the best policy of the file. */
  void restoreBestReturn(double bestReturn) {
    this.bestReturn = bestReturn;
  }

  /**
   * Runs one episode per seed, and writes the policy if it is the best so far.
   *
   * @param step at which the policy was reached
   * @return the episodes
   */
  List<EpisodeStatistics> score(SquashedGaussianActor actor, long step) {
    ExpertPolicy policy = new ExpertPolicy(actor.shape(), actor.phi(), runner.spec().actionBox());
    List<EpisodeStatistics> episodes = runner.run(policy, seeds);
    double mean = EpisodeStatistics.meanReturn(episodes);
    if (mean > bestReturn) {
      bestReturn = mean;
      ExpertFile.write(model, runner.spec(), actor, step, mean);
    }
    return episodes;
  }
}
