package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** Settings of {@code ./papilio bench}. */
record BenchConfig(
    @Setting("one benchmark alone: sac; without it all") String only,
    @Setting("rounds; in each of them every side is measured once") int rounds,
    @Setting("threads of each side") int threads,
    @Setting("Markdown file whose tables are replaced, for example docs/benchmarks.md")
        String document) {
  static final BenchConfig DEFAULTS = new BenchConfig("", 7, 2, "");

  BenchConfig {
    Require.positive(rounds, "rounds");
    Require.positive(threads, "threads");
  }
}
