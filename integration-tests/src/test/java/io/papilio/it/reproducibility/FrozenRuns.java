package io.papilio.it.reproducibility;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The options of small runs whose numbers are frozen, and the digests of those numbers. */
final class FrozenRuns {
  private static final String DIGESTS = "frozen-runs.properties";

  static final List<String> SMALL_CLONING =
      List.of(
          "--steps=40",
          "--trajectories=3",
          "--validation-fraction=0.4",
          "--evaluation-interval=20",
          "--evaluation-episodes=2",
          "--average=raw,ema:burn-in=10");

  static final List<String> SMALL_IMITATOR = List.of("--width=16", "--hidden-layers=2");

  static final List<String> HOPPER_CLONE =
      join(SMALL_CLONING, SMALL_IMITATOR, List.of("--env=Hopper-v5", "--seed=1"));

  static final List<String> HOPPER_TRAINING =
      List.of(
          "--env=Hopper-v5",
          "--seed=4",
          "--total-steps=300",
          "--num-envs=2",
          "--learning-starts=100",
          "--batch-size=16",
          "--hidden-units=16",
          // Else there is no average of the policies.
          "--average=raw,constant-ema:rate=0.01,name=ema",
          "--evaluation-interval=150",
          "--evaluation-episodes=2");

  private FrozenRuns() {}

  /** The digest of a run's numbers. */
  static String digest(String name) throws IOException {
    Properties frozen = new Properties();
    try (InputStream in = FrozenRuns.class.getResourceAsStream(DIGESTS)) {
      frozen.load(in);
    }
    return frozen.getProperty(name);
  }

  @SafeVarargs
  static List<String> join(List<String>... options) {
    return Stream.of(options).flatMap(List::stream).toList();
  }
}
