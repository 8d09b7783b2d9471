package io.papilio.cli.bench.peer;

import io.papilio.core.validation.Require;
import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param home the root of the source tree, with the peers' scripts in {@code bench/}
 * @param rounds in each round every side is measured once
 * @param threads of each side
 */
public record BenchmarkSetting(Path home, int rounds, int threads) {
  public BenchmarkSetting {
    Require.positive(rounds, "rounds");
    Require.positive(threads, "threads");
  }
}
