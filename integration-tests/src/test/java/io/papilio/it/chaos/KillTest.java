package io.papilio.it.chaos;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that are killed at random moments, with {@code kill -9}, and repeated until they end
 * write the bytes of an undisturbed one. {@code -Dpapilio.chaos.seed=N} repeats the moments of a
 * test that failed, as far as the machine's timing allows.
 */
@Timeout(3_600)
class KillTest {
  /** With its property, a number per command. */
  private static final int NIGHTLY_KILLS = Integer.getInteger("papilio.chaos.kills", 50);

  private static final KilledCommand CLONE =
      KilledCommand.of(
          "--directory",
          "clone",
          "--env=LqrCliff-v0",
          "--seed=3",
          "--steps=400",
          "--trajectories=4",
          "--evaluation-interval=10",
          "--evaluation-episodes=2");

  private static final KilledCommand TRAIN_EXPERT =
      KilledCommand.of(
          "--directory",
          "train-expert",
          "--env=Hopper-v5",
          "--seed=3",
          "--total-steps=600",
          "--num-envs=2",
          "--learning-starts=100",
          "--batch-size=16",
          "--hidden-units=16",
          "--average=raw,constant-ema:rate=0.01",
          "--evaluation-interval=200",
          "--evaluation-episodes=2",
          "--checkpoint-interval=50");

  private static final KilledCommand DEMONSTRATE =
      KilledCommand.of(
          "--out", "demonstrate", "--env=Hopper-v5", "--policy=random", "--episodes=100");

  private static final KilledCommand REPRODUCE =
      KilledCommand.of("--out", "reproduce", "lqr-cliff", "--scale=smoke", "--jobs=2");

  @TempDir private Path scratch;

  static List<KilledCommand> few() {
    return List.of(CLONE, TRAIN_EXPERT);
  }

  static List<KilledCommand> all() {
    return List.of(CLONE, TRAIN_EXPERT, DEMONSTRATE, REPRODUCE);
  }

  @ParameterizedTest
  @MethodSource("few")
  void writesTheSameBytesHoweverItIsKilled(KilledCommand command) throws Exception {
    command.assertSurvives(2, seed(), scratch);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("all")
  void writesTheSameBytesHoweverOftenItIsKilled(KilledCommand command) throws Exception {
    command.assertSurvives(NIGHTLY_KILLS, seed(), scratch);
  }

  private static long seed() {
    return Long.getLong("papilio.chaos.seed", System.nanoTime());
  }
}
