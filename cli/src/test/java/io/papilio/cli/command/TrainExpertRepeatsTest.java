package io.papilio.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.expert.training.SacTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings in Hopper-v5 through the embedded server: small networks, but nothing else is small.
 */
class TrainExpertRepeatsTest {
  private static final long STEPS = 2_000;

  @TempDir Path directory;

  @Test
  void freshProcessesWithOneSeedWriteTheSameBytes() throws Exception {
    Path first = directory.resolve("first");
    assertEnds(start(first, 600));
    Path second = directory.resolve("second");
    assertEnds(start(second, 600));
    assertSameRun(first, second);
    Path threads = directory.resolve("threads");
    assertEnds(start(threads, 600, "-Dpapilio.threads=2"));
    assertSameRun(first, threads);
  }

  @Test
  void seededRunIsTheSameBitForBitEvenWhereItsProcessWasKilled() throws Exception {
    Path whole = directory.resolve("whole");
    train(whole);
    Path killed = directory.resolve("killed");
    Process process = start(killed, STEPS);
    Path checkpoint = SacTrainer.checkpoint(killed);
    while (Files.notExists(checkpoint)) {
      assertFalse(process.waitFor(1, TimeUnit.MILLISECONDS), "ended before its first checkpoint");
    }
    process.destroyForcibly().waitFor();
    long reached = new CheckpointStore(checkpoint).load().orElseThrow().integer("step");
    assertTrue(reached < STEPS, "killed after " + reached + " steps");
    assertEnds(start(killed, STEPS));
    assertSameRun(whole, killed);

    List<RunPart> parts = RunManifest.read(killed.resolve(RunManifest.FILE_NAME)).parts();
    assertEquals(List.of(0L, reached), parts.stream().map(RunPart::firstStep).toList());
    assertEquals(List.of(reached, STEPS), parts.stream().map(RunPart::lastStep).toList());
    assertEquals(
        List.of(false, true), parts.stream().map(part -> part.duration().isPresent()).toList());
  }

  @Test
  void terminatedRunLeavesACheckpoint() throws Exception {
    Process process = start(directory.resolve("run"), 1_000_000);
    try (BufferedReader said = process.errorReader()) {
      assertTrue(said.readLine().startsWith("Hopper-v5 "));
      process.destroy();
      assertEquals(ErrorReporter.INTERRUPTED, process.waitFor());
    }
    assertTrue(Files.exists(SacTrainer.checkpoint(directory.resolve("run"))));
  }

  private static void train(Path run) {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Map.of(),
            arguments(run, STEPS).toArray(String[]::new));
    assertEquals(0, code, err.toString());
  }

  /** A process of its own, in whose environment nothing asks the BLAS to repeat. */
  private static Process start(Path run, long steps, String... jvm) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
    command.addAll(List.of(jvm));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Papilio.class.getName());
    command.addAll(arguments(run, steps));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("MKL_CBWR");
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void assertEnds(Process process) throws Exception {
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static List<String> arguments(Path run, long steps) {
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
        "--actor-averaging=0.01",
        "--evaluation-interval=900",
        "--evaluation-episodes=2",
        "--checkpoint-interval=100");
  }

  /** The checkpoint has the policies, the critics, the replay buffer and the environments. */
  private static void assertSameRun(Path expected, Path actual) throws IOException {
    for (String file : List.of("metrics.csv", "model.safetensors", "checkpoint.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
  }
}
