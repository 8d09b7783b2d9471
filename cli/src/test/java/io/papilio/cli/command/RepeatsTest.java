package io.papilio.cli.command;

import static io.papilio.cli.command.CommandProcess.assertEnds;
import static io.papilio.cli.command.CommandProcess.assertSameFiles;
import static io.papilio.cli.command.CommandProcess.killAndResume;
import static io.papilio.cli.command.CommandProcess.killOften;
import static io.papilio.cli.command.CommandProcess.outputs;
import static io.papilio.cli.command.CommandProcess.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Run;
import io.papilio.cli.options.ErrorReporter;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in fresh processes through the embedded server: one seed gives one run, killed or not. */
class RepeatsTest {
  private static final long STEPS = 2_000;

  /** The checkpoint has the policies, the critics, the replay buffer and the environments. */
  private static final List<String> TRAINING_FILES =
      List.of("metrics.csv", "model.safetensors", "checkpoint.safetensors");

  private static final List<String> CLONING_FILES =
      List.of(
          "metrics.csv",
          "episodes.csv",
          "expert.json",
          "weights/raw.safetensors",
          "weights/ema.safetensors",
          "checkpoint.safetensors");

  @TempDir Path directory;

  @Test
  void trainingsWithOneSeedWriteTheSameBytes() throws Exception {
    Path first = directory.resolve("first");
    assertEnds(start(training(first, 600)));
    Path second = directory.resolve("second");
    assertEnds(start(training(second, 600)));
    assertSameFiles(first, second, TRAINING_FILES);
    Path threads = directory.resolve("threads");
    assertEnds(start(training(threads, 600), "-Dpapilio.threads=2"));
    assertSameFiles(first, threads, TRAINING_FILES);
  }

  @Test
  @Tag("nightly")
  void trainingIsTheSameBitForBitWhenItsProcessIsKilled() throws Exception {
    Path whole = directory.resolve("whole");
    assertEnds(start(training(whole, STEPS)));
    Path killed = directory.resolve("killed");
    killAndResume(killed, STEPS, training(killed, STEPS));
    assertSameFiles(whole, killed, TRAINING_FILES);
  }

  @Test
  @Tag("nightly")
  void cloningIsTheSameBitForBitWhenItsProcessIsKilled() throws Exception {
    Path whole = directory.resolve("whole");
    assertEnds(start(cloning(whole)));
    Path killed = directory.resolve("killed");
    killAndResume(killed, STEPS, cloning(killed));
    assertSameFiles(whole, killed, CLONING_FILES);
  }

  @Test
  @Tag("nightly")
  void transformerWithAllAveragesIsTheSameBitForBitHoweverOftenItIsKilled() throws Exception {
    Path whole = directory.resolve("whole");
    assertEnds(start(transformer(whole)));
    Path killed = directory.resolve("killed");
    int kills = killOften(killed, transformer(killed));
    assertTrue(kills > 3, kills + " kills");
    List<String> files = outputs(whole);
    assertEquals(files, outputs(killed));
    // Two parts of the snapshots at steps 128, 256, 384 and 400
    assertEquals(8, files.stream().filter(file -> file.startsWith("snapshots/")).count());
    assertSameFiles(whole, killed, files);
    assertSameFiles(whole, killed, List.of("checkpoint.safetensors"));
  }

  @Test
  @Tag("nightly")
  void terminatedTrainingLeavesACheckpoint() throws Exception {
    Path run = directory.resolve("run");
    Process process = start(training(run, 1_000_000));
    try (BufferedReader said = process.errorReader()) {
      assertTrue(said.readLine().startsWith("Hopper-v5 "));
      process.destroy();
      assertEquals(ErrorReporter.INTERRUPTED, process.waitFor());
    }
    assertTrue(Files.exists(run.resolve(Run.CHECKPOINT)));
  }

  private static List<String> transformer(Path run) {
    return List.of(
        "clone",
        "--env=LqrCliff-v0",
        "--directory=" + run,
        "--steps=400",
        "--seed=3",
        "--imitator=transformer",
        "--width=16",
        "--transformer-layers=2",
        "--history=4",
        "--dropout=0.1",
        "--embedding-dropout=0.1",
        "--average=raw,ema:burn-in=50,constant-ema,mean,lacoste-julien,suffix",
        "--average=lawa:checkpoints=3,period=50,power-function,posthoc:period=8,snapshots=5",
        "--trajectories=4",
        "--evaluation-interval=10",
        "--evaluation-episodes=2");
  }

  private static List<String> cloning(Path run) {
    return List.of(
        "clone",
        "--env=LqrCliff-v0",
        "--directory=" + run,
        "--steps=" + STEPS,
        "--seed=3",
        "--trajectories=4",
        "--evaluation-interval=10",
        "--evaluation-episodes=2");
  }

  private static List<String> training(Path run, long steps) {
    return List.of(
        "train-expert",
        "--env=Hopper-v5",
        "--directory=" + run,
        "--total-steps=" + steps,
        "--seed=3",
        "--num-envs=2",
        "--learning-starts=100",
        "--batch-size=64",
        "--hidden-units=64",
        "--average=raw,constant-ema:rate=0.01",
        "--evaluation-interval=900",
        "--evaluation-episodes=2",
        "--checkpoint-interval=100");
  }
}
