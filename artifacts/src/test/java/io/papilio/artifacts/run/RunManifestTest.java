package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.provenance.Digest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunManifestTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.5Z");
  private static final SourceVersion SOURCE = new SourceVersion("0.1.0", "ab".repeat(20), true);

  @TempDir Path directory;

  private static RunManifest manifest() {
    Optional<Duration> minute = Optional.of(Duration.ofMillis(61_007));
    return new RunManifest(
        SOURCE,
        new HostRuntime(
            "Some 17.0.1",
            "Linux 6",
            "amd64",
            new Processor("AMD EPYC", "AVX2"),
            2,
            new TreeMap<>(Map.of("djl", "0.35"))),
        Invocation.of(
            List.of("papilio", "clone", "--out", "two words"),
            7,
            Map.of("steps", 10, "optimizer", Map.of("rate", 3e-4), "widths", List.of(256, 256))),
        new TreeMap<>(Map.of("demonstrations", Digest.of(new byte[] {1}))),
        new TreeMap<>(),
        new Timing(NOON, Duration.ofMillis(61_007)),
        List.of(
            new RunPart(SOURCE, List.of("papilio"), NOON, Optional.empty(), 0, 100, false),
            new RunPart(SOURCE, List.of("papilio"), NOON, minute, 100, 300, true)));
  }

  @Test
  void readingGivesWhatWasWritten() {
    Path file = directory.resolve("deep/manifest.json");
    manifest().write(file);
    assertEquals(manifest(), RunManifest.read(file));
  }

  @Test
  void keysHaveAStableOrder() throws IOException {
    Path file = directory.resolve("manifest.json");
    manifest().write(file);
    String expected =
        """
        {
          "source" : {
            "version" : "0.1.0",
            "commit" : "abababababababababababababababababababab",
            "dirty" : true
          },
          "runtime" : {
            "java" : "Some 17.0.1",
            "os" : "Linux 6",
            "arch" : "amd64",
            "processor" : {
              "model" : "AMD EPYC",
              "instructions" : "AVX2"
            },
            "processors" : 2,
            "libraries" : {
              "djl" : "0.35"
            }
          },
          "invocation" : {
            "command_line" : [ "papilio", "clone", "--out", "two words" ],
            "seed" : 7,
            "config" : {
              "optimizer" : {
                "rate" : 3.0E-4
              },
              "steps" : 10,
              "widths" : [ 256, 256 ]
            }
          },
          "inputs" : {
            "demonstrations" : "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
          },
          "outputs" : { },
          "timing" : {
            "started_at" : "2026-01-31T12:00:00.500Z",
            "duration" : "PT1M1.007S"
          },
          "parts" : [ {
            "source" : {
              "version" : "0.1.0",
              "commit" : "abababababababababababababababababababab",
              "dirty" : true
            },
            "command_line" : [ "papilio" ],
            "started_at" : "2026-01-31T12:00:00.500Z",
            "duration" : null,
            "first_step" : 0,
            "last_step" : 100,
            "finished" : false
          }, {
            "source" : {
              "version" : "0.1.0",
              "commit" : "abababababababababababababababababababab",
              "dirty" : true
            },
            "command_line" : [ "papilio" ],
            "started_at" : "2026-01-31T12:00:00.500Z",
            "duration" : "PT1M1.007S",
            "first_step" : 100,
            "last_step" : 300,
            "finished" : true
          } ]
        }
        """;
    assertEquals(expected, Files.readString(file));
  }

  @Test
  void outputsAreNamedWithTheirDigests() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "a");
    Files.writeString(directory.resolve("b.csv"), "b");
    assertEquals(
        Map.of("a.csv", Digest.of(new byte[] {'a'}), "b.csv", Digest.of(new byte[] {'b'})),
        manifest().withOutputs(directory, List.of("b.csv", "a.csv")).outputs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'source':|line 1: not JSON",
        "[]|missing or not of type RunManifest",
        "\"\"|missing or not of type RunManifest",
        "{} {}|source: missing or not of type SourceVersion",
        "{}|source: missing or not of type SourceVersion",
      })
  void whatIsNoManifestIsRejectedWithItsPath(String json, String place) throws IOException {
    assertRejected(json.replace('\'', '"'), place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"seed\" : 7|\"seed\" : \"7\"|invocation.seed: missing or not of type long",
        "\"seed\" : 7|\"seed\" : 7.5|invocation.seed",
        "\"seed\" : 7|\"seed\" : -7|invocation: seed: -7 (expected: >= 0)",
        "\"seed\" : 7|\"sead\" : 7|invocation.seed",
        "\"seed\" : 7|\"seed\" : 7, \"sead\" : 7|invocation.sead: unknown",
        "\"seed\" : 7,||invocation.seed",
        "4bf5|4BF5|inputs.demonstrations: sha256: '4BF5",
        "\"dirty\" : true|\"dirty\" : 1|source.dirty",
        "2026-01-31T|31.1.2026 |timing.started_at: missing or not of type Instant",
        "\"clone\"|5|invocation.command_line[1]: missing or not of type String",
        "\"0.35\"|{}|runtime.libraries.djl",
        "\"processors\" : 2|\"processors\" : 99999999999|runtime.processors",
        "\"first_step\" : 100|\"first_step\" : true|parts[1].first_step",
        "\"last_step\" : 300|\"last_step\" : 30|parts[1]: last_step: 30 (expected: >= first_step,"
            + " 100)",
      })
  void aWrongFieldIsRejectedWithItsPlace(String old, String replacement, String place)
      throws IOException {
    Path file = directory.resolve("good.json");
    manifest().write(file);
    String good = Files.readString(file);
    assertTrue(good.contains(old), old);
    assertRejected(good.replace(old, replacement == null ? "" : replacement), place);
  }

  @Test
  void theShellLineQuotesWhatNeedsIt() {
    assertEquals("papilio clone --out 'two words'", manifest().invocation().shellLine());
    Invocation invocation = Invocation.of(List.of("a'b", "", "x=1"), 0, Map.of());
    assertEquals("'a'\\''b' '' x=1", invocation.shellLine());
  }

  @Test
  void thisBuildDescribesItself() {
    RunManifest manifest =
        RunManifest.begin(Invocation.of(List.of("papilio"), 0, Map.of()), Map.of(), Map.of()).end();
    assertEquals(SourceVersion.ofThisBuild(), manifest.source());
    assertFalse(manifest.runtime().java().isBlank());
    assertFalse(manifest.finished());
  }

  private void assertRejected(String json, String place) throws IOException {
    Path file = Files.writeString(directory.resolve("manifest.json"), json);
    String message =
        assertThrows(InvalidValueException.class, () -> RunManifest.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": " + place), message);
    assertTrue(message.endsWith("(expected: a JSON RunManifest)"), message);
  }
}
