package io.papilio.learner.evaluation;

import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Scores policies on fixed seeds, always the same ones, against the expert's episodes on those
 * seeds. The seeds decide the initial states, the only randomness of an evaluation.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1, "Evaluating the behavior cloner".
 */
public final class PolicyEvaluator {
  private final VectorEnvironment environments;
  private final List<Long> seeds;
  private final double expertReturn;

  /**
   * @param environments fastest with as many environments as there are seeds; stays the caller's
   * @param expert the expert's episodes; their seeds are the evaluation seeds
   */
  public PolicyEvaluator(VectorEnvironment environments, List<EpisodeStatistics> expert) {
    Require.that(!expert.isEmpty(), "evaluation seeds", 0, "at least 1");
    this.environments = environments;
    seeds = expert.stream().map(EpisodeStatistics::seed).toList();
    expertReturn = EpisodeStatistics.meanReturn(expert);
    Require.that(expertReturn != 0, "the expert's mean return", 0, "not 0, to divide by");
  }

  /** Runs one episode per seed. */
  public PolicyScore evaluate(Policy policy) {
    List<EpisodeStatistics> episodes = new Rollout(environments, policy).run(seeds);
    return new PolicyScore(episodes, EpisodeStatistics.meanReturn(episodes) / expertReturn);
  }
}
