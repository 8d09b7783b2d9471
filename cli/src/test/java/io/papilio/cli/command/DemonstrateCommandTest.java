package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.core.provenance.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrateCommandTest {
  @TempDir private Path temporary;
  private Path directory;

  @BeforeEach
  void place() {
    directory = temporary.resolve("lqr/cliff-v3");
  }

  private int demonstrate(StringWriter err, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 1);
    all[more.length] = "--out=" + directory;
    return run(err, all);
  }

  private static int run(StringWriter err, String... more) {
    String[] words = {"demonstrate", "--env=LqrCliff-v0", "--episodes=3"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    PrintWriter out = new PrintWriter(new StringWriter());
    return Papilio.run(out, new PrintWriter(err), Map.of(), all);
  }

  @Test
  void theIdIsThePlace() {
    assertEquals(0, demonstrate(new StringWriter()));
    assertEquals("lqr/cliff-v3", MinariDataset.metadata(directory).description().datasetId());
  }

  @Test
  void progressBeginsBeforeTheFirstEpisodeAndEndsWithTheLast() {
    StringWriter err = new StringWriter();
    assertEquals(0, demonstrate(err), err.toString());
    List<String> lines = err.toString().lines().toList();
    assertTrue(
        lines.get(0).startsWith("episodes ") && lines.get(0).contains(" 0/3 "), lines.get(0));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("episodes ") && last.contains(" 3/3 "), last);
  }

  @Test
  void whatWasKilledInTheLastMomentIsTidiedUp() throws IOException {
    assertEquals(0, demonstrate(new StringWriter()));
    Path file = directory.resolve(RunManifest.FILE_NAME);
    RunManifest once = RunManifest.read(file);
    unfinished(once, once.timing().startedAt()).write(file);
    Path journal = Files.writeString(directory.resolve(".recorded"), "");
    assertEquals(0, demonstrate(new StringWriter()));
    assertFalse(Files.exists(journal));
    RunManifest twice = RunManifest.read(file);
    assertTrue(twice.finished());
    assertEquals(once.outputs(), twice.outputs());
    assertEquals(3, MinariDataset.open(directory).toList().size());
  }

  /** The manifest of a command that was killed. */
  private static RunManifest unfinished(RunManifest manifest, Instant start) {
    RunPart killed =
        new RunPart(
            manifest.source(),
            manifest.invocation().commandLine(),
            start,
            Optional.empty(),
            0,
            0,
            false);
    return new RunManifest(
        manifest.source(),
        manifest.runtime(),
        manifest.invocation(),
        manifest.inputs(),
        new TreeMap<>(),
        manifest.timing(),
        List.of(killed));
  }

  /** The parts count episodes. */
  @Test
  void manifestTellsTheCommandsThatARecordingWasMadeBy() throws IOException {
    assertEquals(0, demonstrate(new StringWriter()));
    Path file = directory.resolve(RunManifest.FILE_NAME);
    RunManifest once = RunManifest.read(file);
    RunPart whole = once.parts().get(0);
    assertEquals(List.of(0L, 3L), List.of(whole.firstStep(), whole.lastStep()));

    // As if it had been killed after its first episode.
    Path sums = directory.resolve("SHA256SUMS");
    String text = Files.readString(sums);
    Files.delete(sums);
    String first =
        text.lines()
            .filter(l -> l.contains("data/0/"))
            .map(l -> l + "\n")
            .reduce("", String::concat);
    Files.writeString(directory.resolve(".recorded"), first);
    unfinished(once, whole.startedAt()).write(file);

    assertEquals(0, demonstrate(new StringWriter()));
    assertEquals(text, Files.readString(sums));
    RunManifest twice = RunManifest.read(file);
    twice
        .outputs()
        .forEach((name, digest) -> assertEquals(digest, Digest.ofFile(directory.resolve(name))));
    assertEquals(2, twice.parts().size());
    RunPart before = twice.parts().get(0);
    RunPart after = twice.parts().get(1);
    assertEquals(List.of(0L, 1L), List.of(before.firstStep(), before.lastStep()));
    assertTrue(before.duration().isEmpty());
    assertEquals(List.of(1L, 3L), List.of(after.firstStep(), after.lastStep()));
    assertEquals(whole.source(), after.source());
  }

  @Test
  void refusedNoiseLeavesNothingInTheWay() {
    String out = "--out=" + temporary.resolve("new-v0");
    StringWriter err = new StringWriter();
    assertEquals(ErrorReporter.WRONG_INPUT, run(err, "--noise=-1", out));
    assertFalse(Files.exists(temporary.resolve("new-v0")));
    assertEquals(0, run(err, "--noise=0.1", out), err.toString());
  }

  /** What a killed process leaves: all of a data set but its last file. */
  @Test
  void damagedEpisodeOfAnEarlierRunIsNamed() throws IOException {
    assertEquals(0, demonstrate(new StringWriter()));
    Path sums = directory.resolve("SHA256SUMS");
    String text = Files.readString(sums);
    Files.delete(sums);
    Files.delete(directory.resolve(RunManifest.FILE_NAME));
    Files.writeString(
        directory.resolve(".recorded"), text.replaceFirst("[^\n]*data/metadata.json\n", ""));
    Path file = directory.resolve("data/1/part-0.arrow");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[whole.length]);
    StringWriter err = new StringWriter();
    assertEquals(ErrorReporter.WRONG_INPUT, demonstrate(err));
    String line = err.toString().lines().reduce((first, second) -> second).orElseThrow();
    assertTrue(line.startsWith("papilio: " + file + ": sha256 "), line);
    assertTrue(line.contains(", as it was recorded; or another directory)"), line);
    Files.write(file, whole);
    assertEquals(0, demonstrate(new StringWriter()));
    assertEquals(3, MinariDataset.open(directory).toList().size());
    assertEquals(text, Files.readString(sums));
  }
}
