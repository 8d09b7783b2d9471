package io.papilio.cli.command;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutConfig;
import io.papilio.core.settings.Setting;
import io.papilio.expert.shipped.ShippedExperts;
import java.math.BigInteger;
import java.util.List;

/** Settings of {@code ./papilio evaluate}. */
record EvaluateConfig(
    @Setting("environment to act in") String env,
    @Setting("expert: the shipped one; or a file of an actor") String policy,
    @Setting("episodes to run") int episodes,
    @Setting("episode i has environment seed seed + i") long seed,
    @Setting("SVG file to draw the learning curve and the distribution of returns in")
        String figure,
    RolloutConfig rollout,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security) {
  static final EvaluateConfig DEFAULTS =
      new EvaluateConfig(
          ShippedExperts.CANONICAL,
          PolicyChoice.EXPERT.text(),
          100,
          0,
          "",
          RolloutConfig.DEFAULTS,
          "",
          SecurityConfig.DEFAULTS);

  EvaluateConfig {
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
  }

  List<BigInteger> seeds() {
    return EpisodeSeeds.of(seed, episodes);
  }

  /** The file of the actor; empty for the shipped expert. */
  String file() {
    return new PolicyChoice(policy).file();
  }
}
