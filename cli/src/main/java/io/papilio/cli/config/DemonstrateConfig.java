package io.papilio.cli.config;

import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.cli.source.PolicyChoice;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutConfig;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio demonstrate}. */
public record DemonstrateConfig(
    EnvironmentConfig environment,
    @Setting("what acts: expert (the shipped one), random, zero, or a file of a policy")
        @DefaultValue(PolicyChoice.EXPERT_WORD)
        String policy,
    @Setting(
            "directory of the data set, whose last two names are its id in Minari; by default"
                + " runs/demonstrations/ENV/POLICY-v0")
        String out,
    @Setting("Episodes") Episodes episodes,
    @Setting("Noise") Noise noise,
    @Setting("Connection") ConnectionConfig connection) {
  public static final DemonstrateConfig DEFAULTS = Settings.defaults(DemonstrateConfig.class);

  /** What is recorded, and how many episodes at once. */
  public record Episodes(
      @Setting(value = "episodes to record", name = "episodes") @DefaultValue("1000") int count,
      @Setting("episode i has environment seed SEED + i; also seeds noise and random actions")
          @DefaultValue("1000000")
          long seed,
      RolloutConfig rollout) {
    public Episodes {
      EpisodeSeeds.require("seed", seed, "episodes", count);
    }

    public List<BigInteger> seeds() {
      return EpisodeSeeds.of(seed, count);
    }

    public int numEnvs() {
      return rollout.numEnvs(count);
    }
  }

  /** Noise on the executed actions; the recorded ones stay clean. */
  public record Noise(
      @Setting(
              value = "sigma, radius of the noise on executed actions; recorded ones stay clean",
              name = "noise")
          @DefaultValue("0")
          double radius,
      @Setting("alpha, fraction of the episodes without noise") @DefaultValue("0.5")
          double cleanFraction) {
    /** Far beyond every action space; physics diverge at much more. */
    private static final double LARGEST = 1e6;

    public Noise {
      Require.within(radius, 0, LARGEST, "radius");
      Require.within(cleanFraction, 0, 1, "cleanFraction");
    }

    public boolean isOn() {
      return radius > 0;
    }
  }

  public DemonstrateConfig {
    boolean random = new PolicyChoice(policy).equals(PolicyChoice.RANDOM);
    Require.that(
        !noise.isOn() || !random, "noise", noise.radius(), "0 for actions drawn at random");
    if (!out.isEmpty()) {
      MinariDescription.idOf("out", Path.of(out));
    }
  }

  public PolicyChoice choice() {
    return new PolicyChoice(policy);
  }

  /** What acts, in one word. */
  public String name() {
    if (choice().equals(PolicyChoice.RANDOM)) {
      return policy;
    }
    String kind = choice().equals(PolicyChoice.EXPERT) ? policy : "actor";
    return noise.isOn() ? kind + "-noise" : kind;
  }

  /** Minari's id of the data set. */
  public String datasetId() {
    return MinariDescription.idOf("out", path());
  }

  /**
   * Rejects more episodes than the data set in the directory has, and says how to record them.
   *
   * @throws InvalidValueException when the data set there would have to be extended
   */
  public void requireNotExtended() {
    String before = RunConfig.read(path()).get("episodes");
    if (before != null && episodes.count() > Long.parseLong(before)) {
      long recorded = Long.parseLong(before);
      throw new InvalidValueException(
          "episodes",
          episodes.count(),
          recorded
              + ", as in "
              + path()
              + "; to add to it: --seed "
              + (episodes.seed() + recorded)
              + " --episodes "
              + (episodes.count() - recorded)
              + " --out OTHER, and minari combine");
    }
  }

  public Path path() {
    return Path.of(
        out.isEmpty()
            ? "runs/demonstrations/" + EnvironmentSpec.fileName(env()) + "/" + name() + "-v0"
            : out);
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
