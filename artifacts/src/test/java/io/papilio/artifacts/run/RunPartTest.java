package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPartTest {
  private static final Processor CPU = new Processor("AMD EPYC", "AVX2");

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path directory;

  private static RunPart part(char commit, int hour, Optional<Duration> took, long from, long to) {
    SourceVersion source = new SourceVersion("0.1.0", ("" + commit).repeat(40), false);
    Instant start = NOON.plus(Duration.ofHours(hour));
    return new RunPart(source, List.of("papilio", "train-expert"), start, took, from, to);
  }

  private static RunManifest manifest() {
    return new RunManifest(
        new SourceVersion("0.1.0", "c".repeat(40), false),
        new HostRuntime("Some 17.0.1", "Linux 6", "amd64", CPU, 2, new TreeMap<>()),
        Invocation.of(List.of("papilio"), 7, Map.of()),
        new TreeMap<>(),
        new TreeMap<>(),
        new Timing(NOON.plus(Duration.ofHours(5)), Duration.ofSeconds(3)));
  }

  private static RunManifest inParts() {
    return manifest()
        .withParts(
            List.of(
                part('a', 0, Optional.of(Duration.ofSeconds(60)), 0, 100),
                part('b', 1, Optional.empty(), 100, 250),
                part('c', 5, Optional.of(Duration.ofMillis(1_500)), 250, 300)));
  }

  @Test
  void readingGivesThePartsThatWereWritten() {
    Path file = directory.resolve("manifest.json");
    inParts().write(file);
    assertEquals(inParts(), RunManifest.read(file));
  }

  @Test
  void wholeBeginsWithItsFirstPartAndTakesAsLongAsAll() {
    assertEquals(new Timing(NOON, Duration.ofMillis(61_500)), inParts().timing());
    assertEquals("c".repeat(40), inParts().source().commit());
  }

  @Test
  void killedPartLeftWhatTheNextOneBeginsWith() {
    RunManifest open = manifest().withParts(List.of(part('a', 0, Optional.empty(), 100, 100)));
    assertEquals(List.of(part('a', 0, Optional.empty(), 100, 180)), open.partsBefore(180));
  }

  @Test
  void endedPartStaysAsItIs() {
    assertEquals(inParts().parts(), inParts().partsBefore(300));
  }

  @Test
  void manifestWithoutPartsIsOnePart() {
    RunPart only = manifest().partsBefore(40).get(0);
    assertEquals(0, only.firstStep());
    assertEquals(40, only.lastStep());
    assertEquals(Optional.of(Duration.ofSeconds(3)), only.duration());
    assertEquals("c".repeat(40), only.source().commit());
  }

  @Test
  void corruptPartIsRefusedWithItsPlace() throws IOException {
    Path file = directory.resolve("manifest.json");
    inParts().write(file);
    Files.writeString(
        file, Files.readString(file).replace("\"last_step\" : 250", "\"last_step\" : true"));
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> RunManifest.read(file));
    assertTrue(
        refused.getMessage().startsWith(file + ": parts[1].last_step true (expected: an integer"),
        refused.getMessage());
  }
}
