package io.papilio.cli.bench;

import io.papilio.core.validation.Require;
import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param home the root of the source tree, with the peers' scripts in {@code bench/}
 * @param rounds in each round every side is measured once
 */
public record BenchmarkSetting(Path home, int rounds) {
  public BenchmarkSetting {
    Require.positive(rounds, "rounds");
  }
}
