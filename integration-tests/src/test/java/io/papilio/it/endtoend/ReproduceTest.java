package io.papilio.it.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.Papilio;
import io.papilio.core.provenance.Digest;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.ExperimentCommand;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.experiment.Scale;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./papilio reproduce NAME --scale smoke}. */
@Timeout(600)
class ReproduceTest {
  @TempDir Path directory;

  static List<String> names() {
    return Experiments.names();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lqr-cliff", "lqr-marginal", "return-landscape"})
  void runsToItsSummary(String name) throws IOException {
    assertReproduced(name);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("names")
  void everyExperimentRunsToItsSummary(String name) throws IOException {
    assertReproduced(name);
  }

  @Test
  void aStudyWritesItsClaims() throws IOException {
    StringWriter err = new StringWriter();
    assertEquals(0, reproduce(err, "chunk-length", "--out=" + out()), err.toString());
    String claims = Files.readString(out().resolve("claims.csv"));
    assertTrue(claims.contains("\"µ = 0.25: first stable chunk\",\"16\",\"16\",\"holds\""), claims);
    assertTrue(Files.readString(out().resolve("report.html")).contains("first stable chunk"));
    RunManifest manifest = RunManifest.read(out().resolve(RunManifest.FILE_NAME));
    assertEquals(Digest.ofFile(out().resolve("claims.csv")), manifest.outputs().get("claims.csv"));
  }

  @Test
  void aStudyHasNoRunsToChooseFrom() {
    StringWriter err = new StringWriter();
    assertEquals(2, reproduce(err, "theory", "--only=x", "--out=" + out()));
    assertTrue(err.toString().contains("only: x (expected: nothing here"), err.toString());
  }

  /** With a clone of Walker2d. */
  @Tag("nightly")
  @Test
  void theMapOfErrorsAgainstTheHorizonHolds() throws IOException {
    StringWriter err = new StringWriter();
    assertEquals(0, reproduce(err, "horizon-growth", "--out=" + out()), err.toString());
    String claims = Files.readString(out().resolve("claims.csv"));
    assertTrue(claims.contains("Walker2d"), claims);
    assertFalse(claims.contains("does not hold"), claims);
  }

  @Test
  void aFailedRunStopsNoOtherAndIsReported() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("mine.yaml"),
            """
            source: mine
            varies: the learning rate
            settings: {env: LqrCliff-v0, imitator: {kind: mlp}}
            grid: {optimizer.learning-rate: [1e-3, 1e30]}
            """);
    StringWriter err = new StringWriter();
    assertEquals(1, reproduce(err, file.toString(), "--scale=smoke", "--out=" + out()));
    assertTrue(err.toString().contains("learning-rate=1e30 seed 0 failed: "), err.toString());
    String summary = Files.readString(out().resolve("summary.csv"));
    assertTrue(summary.contains("\nlearning-rate=0.001,raw,1,j_max,"), summary);
    assertFalse(summary.contains("1e30"), summary);
  }

  @Tag("nightly")
  @Test
  void theOtherRunsWaitForLater() throws IOException {
    StringWriter err = new StringWriter();
    String[] smoke = {"lqr-marginal", "--scale=smoke", "--out=" + out()};
    assertEquals(0, reproduce(err, smoke[0], smoke[1], smoke[2], "--only=lin*"), err.toString());
    assertTrue(Files.exists(out().resolve("linear/seed0")));
    assertFalse(Files.exists(out().resolve("MLP")));
    assertEquals(0, reproduce(err, smoke), err.toString());
    assertTrue(Files.readString(out().resolve("summary.csv")).contains("\nMLP,raw,1,range_mid,"));
  }

  private void assertReproduced(String name) throws IOException {
    StringWriter err = new StringWriter();
    assertEquals(0, reproduce(err, name, "--scale=smoke", "--out=" + out()), err.toString());
    Experiment experiment = Experiments.of(name);
    for (Experiment part : experiment.parts(Scale.SMOKE)) {
      Path results = part.equals(experiment) ? out() : out().resolve(part.name() + "-smoke");
      for (PlannedRun run : part.runs(Scale.SMOKE)) {
        Path made = results.resolve(run.name().replace(' ', '-')).resolve("seed0");
        assertTrue(RunManifest.read(made.resolve(RunManifest.FILE_NAME)).finished());
        if (run.command() == ExperimentCommand.CLONE) {
          String summary = Files.readString(results.resolve("summary.csv"));
          assertTrue(summary.contains("\n" + run.name() + ",raw,1,range_mid,"), summary);
        }
      }
    }
  }

  private Path out() {
    return directory.resolve("out");
  }

  private static int reproduce(StringWriter err, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "reproduce";
    System.arraycopy(words, 0, all, 1, words.length);
    return Papilio.run(
        new PrintWriter(new StringWriter()), new PrintWriter(err, true), Map.of(), all);
  }
}
