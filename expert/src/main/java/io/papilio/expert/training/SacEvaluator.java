package io.papilio.expert.training;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Scores policies without noise, always on the same seeds, and keeps the best one in a file. */
final class SacEvaluator {
  private final VectorEnvironment environments;
  private final List<Long> seeds;
  private final Path model;
  private double bestReturn = Double.NEGATIVE_INFINITY;

  /**
   * @param model the file of the best policy
   */
  SacEvaluator(VectorEnvironment environments, int episodes, RandomStreams streams, Path model) {
    this.environments = environments;
    this.model = model;
    NumpyGenerator generator = streams.stream("evaluation-seeds");
    seeds =
        IntStream.range(0, episodes)
            .mapToObj(i -> (long) generator.integers(Integer.MAX_VALUE))
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
   * @return the mean return, the least return, the mean length
   */
  List<Double> score(SquashedGaussianActor actor, long step) {
    ExpertPolicy policy =
        new ExpertPolicy(actor.shape(), actor.phi(), environments.spec().actionBox());
    List<EpisodeStatistics> episodes = new Rollout(environments, policy).run(seeds);
    double mean = EpisodeStatistics.meanReturn(episodes);
    if (mean > bestReturn) {
      bestReturn = mean;
      ExpertFile.write(model, environments.spec(), actor, step, mean);
    }
    double least =
        episodes.stream().mapToDouble(EpisodeStatistics::undiscountedReturn).min().orElseThrow();
    return List.of(mean, least, EpisodeStatistics.meanLength(episodes));
  }
}
