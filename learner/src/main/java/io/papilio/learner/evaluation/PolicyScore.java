package io.papilio.learner.evaluation;

import io.papilio.core.rollout.EpisodeStatistics;
import java.util.List;

/**
 * How a policy did on the evaluation seeds.
 *
 * @param episodes one per seed, in the order of the seeds
 * @param normalizedReward mean return divided by the expert's mean return on the same seeds
 */
public record PolicyScore(List<EpisodeStatistics> episodes, double normalizedReward) {
  public PolicyScore {
    episodes = List.copyOf(episodes);
  }

  public double meanReturn() {
    return EpisodeStatistics.meanReturn(episodes);
  }

  public double meanLength() {
    return EpisodeStatistics.meanLength(episodes);
  }
}
