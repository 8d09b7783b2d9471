package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunManifestTest {
  private static final Processor CPU = new Processor("AMD EPYC", "AVX2");

  @TempDir Path directory;

  private static RunManifest manifest() {
    return new RunManifest(
        new SourceVersion("0.1.0", "ab".repeat(20), true),
        new HostRuntime(
            "Some 17.0.1", "Linux 6", "amd64", CPU, 2, new TreeMap<>(Map.of("djl", "0.35"))),
        Invocation.of(
            List.of("papilio", "clone", "--out", "two words"),
            7,
            Map.of("steps", 10, "rate", 3e-4, "quiet", false, "widths", List.of(256, 256))),
        new TreeMap<>(Map.of("demonstrations", Digest.of(new byte[] {1}))),
        new TreeMap<>(),
        new Timing(Instant.parse("2026-01-31T12:00:00.5Z"), Duration.ofMillis(61_007)));
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
            "processor" : "AMD EPYC",
            "instructions" : "AVX2",
            "processors" : 2,
            "libraries" : {
              "djl" : "0.35"
            }
          },
          "invocation" : {
            "command_line" : [ "papilio", "clone", "--out", "two words" ],
            "seed" : 7,
            "config" : {
              "quiet" : false,
              "rate" : 3.0E-4,
              "steps" : 10,
              "widths" : [ 256, 256 ]
            }
          },
          "inputs" : {
            "demonstrations" : "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
          },
          "outputs" : { },
          "created_at" : "2026-01-31T12:00:00.500Z",
          "duration_seconds" : 61.007
        }
        """;
    assertEquals(expected, Files.readString(file));
  }

  @Test
  void writingLeavesNoOtherFileBehind() throws IOException {
    manifest().write(directory.resolve("manifest.json"));
    manifest().write(directory.resolve("manifest.json"));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(directory.resolve("manifest.json")), files.toList());
    }
  }

  @Test
  void changedAndMissingOutputsAreNamed() throws IOException {
    for (String name : List.of("a.csv", "b.csv", "c.csv")) {
      Files.writeString(directory.resolve(name), name);
    }
    RunManifest manifest = manifest().withOutputs(directory, List.of("a.csv", "b.csv", "c.csv"));
    assertTrue(manifest.verifyOutputs(directory).isEmpty());
    Files.writeString(directory.resolve("b.csv"), "changed");
    Files.delete(directory.resolve("c.csv"));
    List<String> complaints = manifest.verifyOutputs(directory);
    assertEquals(2, complaints.size());
    assertTrue(complaints.get(0).startsWith(directory.resolve("b.csv") + ": sha256 "));
    assertTrue(complaints.get(1).startsWith(directory.resolve("c.csv") + ": no such file"));
  }

  @Test
  void aCorruptFileIsRefusedWithItsPath() throws IOException {
    assertRefused("{\"source\":", "not JSON in line 1, column", "a run manifest");
    assertRefused("[]", "not a JSON object", "a run manifest");
    assertRefused("", "not a JSON object", "a run manifest");
    assertRefused("{} {}", "not JSON in line 1", "a run manifest");
    assertRefused("{}", "source absent", "an object");
  }

  @Test
  void aWrongFieldIsRefusedWithItsPlace() throws IOException {
    assertReplaced("\"seed\" : 7", "\"seed\" : \"7\"", "invocation.seed \"7\"", "an integer");
    assertReplaced("\"seed\" : 7", "\"seed\" : -7", "seed: -7", ">= 0");
    assertReplaced("4bf5", "4BF5", "sha256: '4BF5", "64 hexadecimal digits");
    assertReplaced("\"dirty\" : true", "\"dirty\" : 1", "source.dirty 1", "true or false");
    assertReplaced("2026-01-31T", "31.1.2026 ", "created_at '31.1.2026 ", "a time in UTC");
    assertReplaced("\"clone\"", "5", "invocation.command_line 5", "an array of strings");
    assertReplaced("\"0.35\"", "{}", "runtime.libraries.djl {}", "a string");
    assertReplaced(": 2,", ": 99999999999,", "runtime.processors 99999999999", "an integer");
  }

  @Test
  void anUnknownFieldIsPassedOver() throws IOException {
    Path file = directory.resolve("manifest.json");
    manifest().write(file);
    Files.writeString(file, Files.readString(file).replace("\"source\"", "\"new\":1,\"source\""));
    assertEquals(manifest(), RunManifest.read(file));
  }

  @Test
  void theShellLineQuotesWhatNeedsIt() {
    assertEquals("papilio clone --out 'two words'", manifest().invocation().shellLine());
    Invocation invocation = Invocation.of(List.of("a'b", "", "x=1"), 0, Map.of());
    assertEquals("'a'\\''b' '' x=1", invocation.shellLine());
  }

  @Test
  void aConfigurationRecordBecomesItsSettings() {
    record Config(@Setting("Steps to take") int steps, @Setting("Step size") double rate) {}
    Invocation invocation = Invocation.of(List.of("papilio"), 0, new Config(10, 0.5));
    assertEquals(Map.of("steps", 10L, "rate", 0.5), invocation.config());
  }

  @Test
  void thisBuildDescribesItself() {
    RunManifest manifest =
        RunManifest.ofThisBuild(
            HostRuntime.current(Map.of()),
            Invocation.of(List.of("papilio"), 0, Map.of()),
            Map.of(),
            Timing.since(Instant.now()));
    assertEquals(SourceVersion.ofThisBuild(), manifest.source());
    assertFalse(manifest.runtime().java().isBlank());
  }

  private void assertReplaced(String old, String replacement, String actual, String expected)
      throws IOException {
    Path file = directory.resolve("good.json");
    manifest().write(file);
    String good = Files.readString(file);
    assertTrue(good.contains(old));
    assertRefused(good.replace(old, replacement), actual, expected);
  }

  private void assertRefused(String json, String actual, String expected) throws IOException {
    Path file = Files.writeString(directory.resolve("manifest.json"), json);
    String message =
        assertThrows(InvalidValueException.class, () -> RunManifest.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": " + actual), message);
    assertTrue(message.contains("(expected: " + expected), message);
  }
}
