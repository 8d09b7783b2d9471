package io.papilio.cli.config;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.learner.averaging.AverageSpec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio diagnose}. */
public record DiagnoseConfig(
    @Setting("pattern of the checkpoints' files, such as 'run/ckpt-*.safetensors'") String policies,
    EnvironmentConfig environment,
    @Setting(value = "averages of the checkpoints to evaluate", name = "average")
        @DefaultValue("raw,ema:power=0.667,burn-in=0,mean")
        List<AverageSpec> averages,
    @Setting("episodes per checkpoint and average") @DefaultValue("20") int episodes,
    @Setting("episode i has environment seed SEED + i") @DefaultValue("0") long seed,
    @Setting("directory of the results") @DefaultValue("runs/diagnosis") String out,
    @Setting("Connection") ConnectionConfig connection) {
  public static final DiagnoseConfig DEFAULTS = Settings.defaults(DiagnoseConfig.class);

  public DiagnoseConfig {
    averages = List.copyOf(averages);
    AverageSpec.requireDistinct(averages);
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
  }

  public List<BigInteger> seeds() {
    return EpisodeSeeds.of(seed, episodes);
  }

  public Path directory() {
    return Path.of(out);
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
