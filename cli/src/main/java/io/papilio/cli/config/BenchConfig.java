package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;

/** Settings of {@code ./papilio bench}. */
public record BenchConfig(
    @Setting("one benchmark, for example sac; by default all") String only,
    @Setting("rounds; each measures every side once") @DefaultValue("7") int rounds,
    @Setting("threads of each side") @DefaultValue("2") int threads,
    @Setting("Markdown file whose tables are replaced, for example docs/benchmarks.md")
        String document) {
  public static final BenchConfig DEFAULTS = Settings.defaults(BenchConfig.class);

  public BenchConfig {
    Require.positive(rounds, "rounds");
    Require.positive(threads, "threads");
  }
}
