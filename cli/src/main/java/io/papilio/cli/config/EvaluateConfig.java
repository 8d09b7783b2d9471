package io.papilio.cli.config;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.cli.source.PolicyChoice;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutConfig;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.math.BigInteger;
import java.util.List;

/** Settings of {@code ./papilio evaluate}. */
public record EvaluateConfig(
    EnvironmentConfig environment,
    @Setting("what acts: expert (the shipped one), random, zero, or a file of a policy")
        @DefaultValue(PolicyChoice.EXPERT_WORD)
        String policy,
    @Setting("episodes to run") @DefaultValue("100") int episodes,
    @Setting("episode i has environment seed SEED + i") @DefaultValue("0") long seed,
    @Setting("SVG file for the learning curve and the distribution of returns") String figure,
    RolloutConfig rollout,
    @Setting("Connection") ConnectionConfig connection) {
  public static final EvaluateConfig DEFAULTS = Settings.defaults(EvaluateConfig.class);

  public EvaluateConfig {
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
  }

  public List<BigInteger> seeds() {
    return EpisodeSeeds.of(seed, episodes);
  }

  /** The file of the actor; empty for the shipped expert. */
  public String file() {
    return new PolicyChoice(policy).file();
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
