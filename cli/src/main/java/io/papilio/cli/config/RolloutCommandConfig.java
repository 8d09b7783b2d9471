package io.papilio.cli.config;

import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.cli.source.PolicyChoice;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutConfig;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio rollout}. */
public record RolloutCommandConfig(
    EnvironmentConfig environment,
    @Setting(
            "what acts: expert, random, zero, a file (.onnx or .safetensors), or gains such as"
                + " parity:-2|2")
        @DefaultValue(PolicyChoice.EXPERT_WORD)
        String policy,
    @Setting("episodes to run") @DefaultValue("100") int episodes,
    @Setting("episode i has environment seed SEED + i") @DefaultValue("0") long seed,
    @Setting(
            "directory for the trajectories, as a Minari data set, whose id is its last two names;"
                + " by default none are kept")
        String out,
    RolloutConfig rollout,
    @Setting("Connection") ConnectionConfig connection) {
  public static final RolloutCommandConfig DEFAULTS = Settings.defaults(RolloutCommandConfig.class);

  public RolloutCommandConfig {
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
    if (!out.isEmpty()) {
      MinariDescription.idOf("out", Path.of(out));
    }
  }

  public List<BigInteger> seeds() {
    return EpisodeSeeds.of(seed, episodes);
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
