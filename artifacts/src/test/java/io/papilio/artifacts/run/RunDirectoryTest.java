package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final Map<String, Object> CONFIG = new LinkedHashMap<>();

  static {
    CONFIG.put("seed", 1);
    CONFIG.put("steps", 20_000);
    CONFIG.put("learningRate", 3e-4);
  }

  @TempDir Path temporary;

  @Test
  void newDirectoryIsMadeAndKnowsItsConfig() {
    RunDirectory directory = open("seed", 5);
    assertTrue(Files.exists(directory.config()));
    assertFalse(directory.isFinished(List.of("raw")));
  }

  @Test
  void runIsFinishedWhenAllItsAveragesHaveWeights() throws IOException {
    RunDirectory directory = open("seed", 5);
    Files.createDirectories(directory.weights("raw").getParent());
    Files.writeString(directory.weights("raw"), "");
    assertTrue(directory.isFinished(List.of("raw")));
    assertFalse(directory.isFinished(List.of("raw", "slow")));
  }

  @Test
  void sameConfigOpensItAgain() throws IOException {
    String written = Files.readString(open("seed", 5).config());
    assertEquals(written, Files.readString(open("seed", 5).config()));
  }

  @Test
  void otherConfigIsRefusedByTheFirstSettingThatDiffers() {
    RunDirectory directory = open("learningRate", 3e-4);
    var error = assertThrows(InvalidValueException.class, () -> open("learningRate", 1e-3));
    assertEquals(
        "learningRate: 0.001 (expected: 3.0E-4, as in "
            + directory.config()
            + "; or another directory)",
        error.getMessage());
  }

  @Test
  void missingSettingIsADifferenceToo() {
    RunDirectory directory = open("seed", 5);
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> RunDirectory.open(directory.path(), Map.of("seed", 5)));
    assertTrue(error.getMessage().startsWith("steps: nothing (expected: 20000, as in"));
  }

  @Test
  void directoryWithOtherFilesIsRefused() throws IOException {
    Files.writeString(temporary.resolve("thesis.tex"), "");
    var error =
        assertThrows(InvalidValueException.class, () -> RunDirectory.open(temporary, CONFIG));
    assertEquals(
        "run directory: "
            + temporary
            + " has files but no config.json (expected: a new or an empty directory, or that of a"
            + " run)",
        error.getMessage());
    assertFalse(Files.exists(temporary.resolve("config.json")));
  }

  @Test
  void settingThatTheRunIsOlderThanHasItsDefault() {
    RunDirectory.open(temporary.resolve("run"), Map.of("seed", 5));
    Map<String, Integer> defaults = Map.of("seed", 0, "added", 1);
    RunDirectory again =
        RunDirectory.open(temporary.resolve("run"), Map.of("seed", 5, "added", 1), defaults);
    assertEquals(temporary.resolve("run"), again.path());
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () ->
                RunDirectory.open(
                    temporary.resolve("run"), Map.of("seed", 5, "added", 2), defaults));
    assertTrue(refusal.getMessage().startsWith("added: 2 (expected: 1, "), refusal.getMessage());
  }

  @Test
  void runThatWasRefusedLeavesTheDirectoryToAnother() throws IOException {
    RunDirectory refused = RunDirectory.open(temporary.resolve("run"), Map.of("noise", 1e9));
    Files.writeString(temporary.resolve("run/manifest.json"), "{}");
    refused.discard();
    RunDirectory next = RunDirectory.open(temporary.resolve("run"), Map.of("noise", 0.1));
    assertEquals(Map.of("noise", "0.1"), RunDirectory.settings(next.config()));
  }

  private RunDirectory open(String name, Object value) {
    Map<String, Object> config = new LinkedHashMap<>(CONFIG);
    config.put(name, value);
    return RunDirectory.open(temporary.resolve("run"), config);
  }
}
