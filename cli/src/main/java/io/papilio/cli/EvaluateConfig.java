package io.papilio.cli;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.expert.shipped.ShippedExperts;
import java.util.List;
import java.util.stream.LongStream;

/** Settings of {@code ./papilio evaluate}. */
record EvaluateConfig(
    @Setting("environment to act in") String env,
    @Setting("expert: the shipped one; or a file of an actor") String policy,
    @Setting("episodes to run") int episodes,
    @Setting("episode i has environment seed seed + i") long seed,
    @Setting("SVG file to draw the learning curve and the distribution of returns in")
        String figure,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security) {
  static final EvaluateConfig DEFAULTS =
      new EvaluateConfig(
          ShippedExperts.CANONICAL,
          PolicyChoice.EXPERT.text(),
          100,
          0,
          "",
          "",
          SecurityConfig.DEFAULTS);

  EvaluateConfig {
    Require.positive(episodes, "episodes");
    Require.nonNegative(seed, "seed");
  }

  List<Long> seeds() {
    return LongStream.range(seed, seed + episodes).boxed().toList();
  }

  /** The file of the actor; empty for the shipped expert. */
  String file() {
    return new PolicyChoice(policy).file();
  }
}
