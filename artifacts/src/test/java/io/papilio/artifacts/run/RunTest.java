package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  private static final Map<String, Object> IDENTITY =
      Map.of("seed", 1, "optimizer", Map.of("rate", 3e-4, "decay", 0.1));

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void chooseTheDirectory() {
    directory = temporary.resolve("run");
  }

  @Test
  void freshRunLeavesItsConfigItsResultsAndAManifestOfOnePart() throws IOException {
    try (Run run = open()) {
      assertFalse(run.isFinished());
      run.execute(
          Progress.SILENT,
          progress -> {
            save(run, 40);
            write(run.output("weights"));
            write(run.file("events"));
          });
      assertTrue(run.isFinished());
    }
    assertEquals(
        Set.of(
            ".lock", "config.json", "manifest.json", "checkpoint.safetensors", "weights", "events"),
        files());
    assertEquals(
        Map.of("seed", "1", "optimizer.rate", "3e-4", "optimizer.decay", "0.1"),
        RunConfig.read(directory));
    assertEquals(Set.of("weights"), manifest().outputs().keySet());
    assertParts(new Part(0, 40, true, true));
    assertEquals(manifest().timing().duration(), manifest().parts().get(0).duration().get());
  }

  @Test
  void directoryOfARunThatDoesNotBeginIsDeletedAgain() throws IOException {
    open().close();
    assertFalse(Files.exists(directory));
    Files.createDirectory(directory);
    open().close();
    assertTrue(Files.exists(directory));
  }

  @Test
  void runWhoseDirectoryIsDeletedFailsAtItsNextCheckpointOrEnd() {
    for (boolean checkpoint : List.of(true, false)) {
      try (Run run = open()) {
        var failure =
            assertThrows(
                UncheckedIOException.class,
                () ->
                    run.execute(
                        () -> 40,
                        Progress.SILENT,
                        progress -> {
                          deleteDirectory();
                          if (checkpoint) {
                            save(run, 40);
                          }
                        }));
        assertTrue(failure.getMessage().contains("run was deleted while"), failure.getMessage());
      }
      assertFalse(Files.exists(directory));
    }
  }

  @Test
  void finishedRunStaysAsItIs() throws IOException {
    execute(40, false);
    byte[] before = Files.readAllBytes(directory.resolve(RunManifest.FILE_NAME));
    try (Run run = open()) {
      assertTrue(run.isFinished());
      run.execute(
          Progress.SILENT,
          progress -> {
            throw new IllegalStateException("a finished run works");
          });
    }
    assertArrayEquals(before, Files.readAllBytes(directory.resolve(RunManifest.FILE_NAME)));
  }

  @Test
  void killedRunResumesAndItsKilledPartsEndAtTheirCheckpoints() throws IOException {
    kill(0);
    kill(25);
    kill(0);
    execute(40, false);
    assertParts(
        new Part(0, 0, false, false),
        new Part(0, 25, false, false),
        new Part(25, 25, false, false),
        new Part(25, 40, true, true));
  }

  @Test
  void interruptedRunHasTheDigestsOfItsResultsSoFarAndResumes() throws IOException {
    assertThrows(RunInterruptedException.class, () -> execute(10, true));
    assertEquals(Set.of("weights"), manifest().outputs().keySet());
    assertFalse(manifest().finished());
    execute(40, false);
    assertParts(new Part(0, 10, true, false), new Part(10, 40, true, true));
  }

  @Test
  void stepsMayBeCountedByTheWorkItself() throws IOException {
    long[] episodes = {3};
    try (Run run = open()) {
      run.execute(() -> episodes[0], Progress.SILENT, progress -> episodes[0] = 7);
    }
    assertParts(new Part(3, 7, true, true));
  }

  @Test
  void inputsThatOnlyAnEarlierPartReadStayInTheManifest() {
    Digest digest = Digest.of(new byte[] {1});
    try (Run run = open(Map.of("from", digest))) {
      assertThrows(
          RunInterruptedException.class,
          () ->
              run.execute(
                  Progress.SILENT,
                  progress -> {
                    throw new RunInterruptedException("stopped");
                  }));
    }
    execute(40, false);
    assertEquals(Map.of("from", digest), manifest().inputs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'seed':1,'optimizer':{'rate':3.0E-4,'decay':0.2}}|optimizer.decay: 0.1 (expected: 0.2",
        "{'seed':1,'optimizer':{'decay':0.1}}|optimizer.rate: 3e-4 (expected: nothing",
        "{'seed':1,'optimizer':{'rate':3.0E-4,'decay':0.1},'to':5}|to: nothing (expected: 5",
      })
  void otherConfigurationIsRejectedByTheFirstSettingThatDiffers(String config, String message)
      throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("config.json");
    Files.writeString(file, config.replace('\'', '"'));
    assertRejected(message + ", as in " + file + "; or another directory)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'seed':|line 1: not JSON", "''|empty"})
  void corruptConfigurationIsNamed(String config, String problem) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.writeString(directory.resolve("config.json"), config.replace('\'', '"'));
    assertRejected(
        file
            + ": "
            + problem
            + " (expected: a JSON object with the settings of a run, or another directory)");
  }

  @Test
  void directoryWithOtherFilesIsRejectedAndStaysAsItIs() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("thesis.tex"), "");
    assertRejected(
        "run directory: "
            + directory
            + " has files but no config.json (expected: a new or empty directory, or that of a"
            + " run)");
    assertEquals(Set.of("thesis.tex"), files());
  }

  @Test
  void runThatDidNotBeginLeavesTheDirectoryToAnotherConfiguration() {
    open().close();
    try (Run run = Run.open(directory, Map.of("seed", 2), begin(Map.of()))) {
      run.execute(Progress.SILENT, progress -> {});
    }
    assertEquals(Map.of("seed", "2"), RunConfig.read(directory));
  }

  @Test
  void runKilledWhileItsConfigurationWasWrittenBeginsAnew() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(RunLock.FILE_NAME), "");
    Files.writeString(directory.resolve(".config.json.4711.tmp"), "{\"se");
    execute(40, false);
    assertParts(new Part(0, 40, true, true));
    assertFalse(files().contains(".config.json.4711.tmp"));
  }

  @Test
  void onlyOneProcessWorksInARun() throws Exception {
    String message = directory + ": in use by another process (expected: one process at a time)";
    Process other = LockedRun.start(directory);
    assertRejected(message);
    other.destroyForcibly().waitFor();
    try (Run run = open()) {
      assertRejected(message);
    }
    execute(40, false);
  }

  @Test
  void progressReachesTheWork() {
    AtomicBoolean stop = new AtomicBoolean();
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long total, String note) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    try (Run run = open()) {
      run.execute(stopping, progress -> stop.set(progress.stopRequested()));
    }
    assertTrue(stop.get());
  }

  private record Part(long first, long last, boolean ended, boolean finished) {}

  private void assertParts(Part... expected) {
    assertEquals(
        List.of(expected),
        manifest().parts().stream()
            .map(p -> new Part(p.firstStep(), p.lastStep(), p.duration().isPresent(), p.finished()))
            .toList());
  }

  private void assertRejected(String message) {
    assertEquals(message, assertThrows(InvalidValueException.class, this::open).getMessage());
  }

  private void execute(long steps, boolean interrupted) {
    try (Run run = open()) {
      run.execute(
          Progress.SILENT,
          progress -> {
            write(run.output("weights"));
            save(run, steps);
            if (interrupted) {
              throw new RunInterruptedException("stopped");
            }
          });
    }
  }

  /** Leaves what a killed process leaves: the manifest of a part that has no end. */
  private void kill(long steps) {
    try (Run run = open()) {
      assertThrows(
          IllegalStateException.class,
          () ->
              run.execute(
                  Progress.SILENT,
                  progress -> {
                    if (steps > 0) {
                      save(run, steps);
                    }
                    throw new IllegalStateException("power cut");
                  }));
    }
  }

  private Run open() {
    return open(Map.of());
  }

  private Run open(Map<String, Digest> inputs) {
    return Run.open(directory, IDENTITY, begin(inputs));
  }

  private static RunManifest begin(Map<String, Digest> inputs) {
    return RunManifest.begin(Invocation.of(List.of("test"), 1, Map.of()), Map.of(), inputs);
  }

  private static void save(Run run, long step) {
    run.checkpoint().save(TrainingState.builder().put("step", step).build());
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "content");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteDirectory() {
    try {
      for (String name : files()) {
        Files.delete(directory.resolve(name));
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunManifest manifest() {
    return RunManifest.read(directory.resolve(RunManifest.FILE_NAME));
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> "" + entry.getFileName()).collect(Collectors.toSet());
    }
  }
}
