package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** When and on which episodes the averages of the iterates are evaluated. */
public record EvaluationConfig(
    @Setting("steps between two evaluations; the last iterate is always evaluated")
        int evaluationInterval,
    @Setting("episodes in the evaluation of each average (paper: 20)") int evaluationEpisodes,
    @Setting("episode i of every evaluation has environment seed evaluationSeed + i")
        long evaluationSeed) {
  public static final EvaluationConfig DEFAULTS = new EvaluationConfig(500, 20, 0);

  public EvaluationConfig {
    Require.positive(evaluationInterval, "evaluationInterval");
    EpisodeSeeds.require(
        "evaluationSeed", evaluationSeed, "evaluationEpisodes", evaluationEpisodes);
    // Each has an environment of its own.
    Require.atMost(evaluationEpisodes, 10_000, "evaluationEpisodes");
  }
}
