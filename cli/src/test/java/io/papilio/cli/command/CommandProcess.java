package io.papilio.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.cli.Papilio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands in processes of their own. */
final class CommandProcess {
  private CommandProcess() {}

  /** In the environment of the process nothing asks the BLAS to repeat. */
  static Process start(List<String> arguments, String... jvm) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of(jvm));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Papilio.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("MKL_CBWR");
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  static void assertEnds(Process process) throws Exception {
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** Kills a run at its first checkpoint, then resumes it. */
  static void killAndResume(Path run, long steps, List<String> arguments) throws Exception {
    Path checkpoint = run.resolve(Run.CHECKPOINT);
    Process process = start(arguments);
    while (Files.notExists(checkpoint)) {
      assertFalse(process.waitFor(1, TimeUnit.MILLISECONDS), "ended before its first checkpoint");
    }
    process.destroyForcibly().waitFor();
    long reached = new CheckpointStore(checkpoint).step().orElseThrow();
    assertTrue(reached < steps, "killed after " + reached + " steps");
    assertEnds(start(arguments));

    List<RunPart> parts = RunManifest.read(run.resolve(RunManifest.FILE_NAME)).parts();
    assertEquals(List.of(0L, reached), parts.stream().map(RunPart::firstStep).toList());
    assertEquals(List.of(reached, steps), parts.stream().map(RunPart::lastStep).toList());
    assertEquals(List.of(false, true), parts.stream().map(RunPart::finished).toList());
    assertTrue(parts.get(0).duration().isEmpty());
  }

  /**
   * Starts a run until it ends, each time killed some time after it has passed another checkpoint.
   *
   * @return how often it was killed
   */
  static int killOften(Path run, List<String> arguments) throws Exception {
    CheckpointStore checkpoint = new CheckpointStore(run.resolve(Run.CHECKPOINT));
    for (int kills = 0; ; kills++) {
      long before = checkpoint.step().orElse(0);
      Process process = start(arguments);
      while (checkpoint.step().orElse(0) < before + 50 && process.isAlive()) {
        Thread.sleep(1);
      }
      // At other places of a step, an evaluation or a write each time
      Thread.sleep(7L * kills);
      if (!process.isAlive()) {
        assertEnds(process);
        return kills;
      }
      process.destroyForcibly().waitFor();
    }
  }

  /** The files of a finished run that its manifest lists. */
  static List<String> outputs(Path run) {
    RunManifest manifest = RunManifest.read(run.resolve(RunManifest.FILE_NAME));
    assertTrue(manifest.finished());
    return manifest.outputs().keySet().stream().sorted().toList();
  }

  static void assertSameFiles(Path expected, Path actual, List<String> names) throws IOException {
    for (String name : names) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(name)),
          Files.readAllBytes(actual.resolve(name)),
          name);
    }
  }
}
