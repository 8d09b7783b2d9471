package io.papilio.cli.command;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutConfig;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.expert.shipped.ShippedExperts;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio demonstrate}. */
record DemonstrateConfig(
    @Setting("environment to act in") String env,
    @Setting("what acts: expert, the shipped one; random; or a file of an actor") String policy,
    @Setting("episodes to record") int episodes,
    @Setting("episode i has environment seed seed + i; noise and random actions come from it too")
        long seed,
    @Setting("directory of the data set; without it runs/demonstrations/ENV/POLICY-v0") String out,
    @Setting("sigma, radius of the noise on executed actions; recorded ones stay clean")
        double noise,
    @Setting("alpha, fraction of the episodes without noise, where there is noise")
        double cleanFraction,
    RolloutConfig rollout,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security) {
  /** Beyond all actions, and far from where float32 ends. */
  private static final double MAX_NOISE = 1e6;

  static final DemonstrateConfig DEFAULTS =
      new DemonstrateConfig(
          ShippedExperts.CANONICAL,
          PolicyChoice.EXPERT.text(),
          1000,
          1_000_000,
          "",
          0,
          0.5,
          RolloutConfig.DEFAULTS,
          "",
          SecurityConfig.DEFAULTS);

  DemonstrateConfig {
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
    Require.within(noise, 0, MAX_NOISE, "noise");
    Require.within(cleanFraction, 0, 1, "cleanFraction");
    boolean random = new PolicyChoice(policy).equals(PolicyChoice.RANDOM);
    Require.that(noise == 0 || !random, "noise", noise, "0 for actions drawn at random");
  }

  List<BigInteger> seeds() {
    return EpisodeSeeds.of(seed, episodes);
  }

  PolicyChoice choice() {
    return new PolicyChoice(policy);
  }

  /** What acts, in one word. */
  String name() {
    if (choice().equals(PolicyChoice.RANDOM)) {
      return policy;
    }
    String kind = choice().equals(PolicyChoice.EXPERT) ? policy : "actor";
    return noise > 0 ? kind + "-noise" : kind;
  }

  Path path() {
    return Path.of(
        out.isEmpty()
            ? "runs/demonstrations/" + EnvironmentSpec.fileName(env) + "/" + name() + "-v0"
            : out);
  }
}
