package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.cli.Papilio;
import io.papilio.core.provenance.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose run is finished report its results again; {@code RepeatsTest} resumes runs. */
class FinishedRunTest {
  @TempDir Path directory;

  @Test
  void clonesOnceAndReportsTheFinishedRun() throws IOException {
    List<String> command =
        List.of(
            "clone",
            "--env=LqrCliff-v0",
            "--directory=" + directory,
            "--steps=40",
            "--evaluation-interval=20",
            "--evaluation-episodes=2",
            "--trajectories=4");
    String first = run(command);
    String warning = "warning: average ema is the newest iterate in all 40 steps (its burn-in?)";
    assertTrue(first.contains(warning), first);
    assertFinishedInOnePart(
        40,
        Set.of(
            "metrics.csv", "episodes.csv", "weights/raw.safetensors", "weights/ema.safetensors"));
    assertUnchangedBy(command);
    Path metrics = directory.resolve("metrics.csv");
    Files.writeString(metrics, Files.readString(metrics).replaceFirst("loss,.*", "loss,0"));
    assertEquals(
        "papilio: "
            + metrics
            + ": edited after the run had finished (expected: the file of manifest.json, or another"
            + " directory); see papilio clone --help",
        rejected(command));
  }

  @Test
  void trainsOnceAndReportsTheFinishedRun() throws IOException {
    List<String> command = training(directory, 60);
    String first = run(command);
    assertFinishedInOnePart(60, Set.of("metrics.csv", "last-episodes.csv", "model.safetensors"));
    assertEquals(directory + ": this run is finished\n" + first, assertUnchangedBy(command));
  }

  @Test
  void startsFromTheSameRunHoweverItIsSpelled() {
    Path other = directory.resolve("other");
    Path run = directory.resolve("run");
    run(training(other, 60));
    run(training(run, 70, "--from=" + other));
    String again = run(training(run, 70, "--from=" + run + "/../other"));
    assertTrue(again.startsWith(run + ": this run is finished"), again);
  }

  private static List<String> training(Path directory, int steps, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(
        0,
        List.of(
            "train-expert",
            "--env=InvertedPendulum-v5",
            "--directory=" + directory,
            "--total-steps=" + steps,
            "--learning-starts=50",
            "--batch-size=4",
            "--hidden-units=4",
            "--evaluation-episodes=2"));
    return words;
  }

  private void assertFinishedInOnePart(long steps, Set<String> outputs) {
    RunManifest manifest = manifest();
    assertTrue(manifest.finished());
    assertEquals(outputs, manifest.outputs().keySet());
    manifest
        .outputs()
        .forEach((name, digest) -> assertEquals(digest, Digest.ofFile(directory.resolve(name))));
    assertEquals(1, manifest.parts().size());
    RunPart part = manifest.parts().get(0);
    assertEquals(List.of(0L, steps), List.of(part.firstStep(), part.lastStep()));
    assertEquals(manifest.timing().duration(), part.duration().orElseThrow());
    assertEquals(manifest.invocation().commandLine(), part.commandLine());
  }

  private String assertUnchangedBy(List<String> command) throws IOException {
    byte[] before = Files.readAllBytes(directory.resolve(RunManifest.FILE_NAME));
    String said = run(command);
    assertTrue(said.startsWith(directory + ": this run is finished"), said);
    assertArrayEquals(before, Files.readAllBytes(directory.resolve(RunManifest.FILE_NAME)));
    return said;
  }

  private RunManifest manifest() {
    return RunManifest.read(directory.resolve(RunManifest.FILE_NAME));
  }

  private static String run(List<String> command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, run(command, out, err), err.toString());
    return out.toString();
  }

  private static String rejected(List<String> command) {
    StringWriter err = new StringWriter();
    assertEquals(2, run(command, new StringWriter(), err));
    return err.toString().strip();
  }

  private static int run(List<String> command, StringWriter out, StringWriter err) {
    return Papilio.run(
        new PrintWriter(out), new PrintWriter(err), Map.of(), command.toArray(String[]::new));
  }
}
