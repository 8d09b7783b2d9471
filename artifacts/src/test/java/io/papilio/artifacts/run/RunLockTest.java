package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path directory;

  @Test
  void directoryOfARunThatWasRefusedGoes() {
    Path run = directory.resolve("run");
    try (RunLock lock = RunLock.of(run)) {
      assertTrue(Files.exists(run));
    }
    assertFalse(Files.exists(run));
  }

  @Test
  void directoryOfARunStaysWithItsLock() throws IOException {
    Path run = directory.resolve("run");
    try (RunLock lock = RunLock.of(run)) {
      Files.writeString(run.resolve("config.json"), "{}");
    }
    assertTrue(Files.exists(run.resolve(".lock")));
  }

  @Test
  void directoryThatWasThereStays() {
    try (RunLock lock = RunLock.of(directory)) {
      assertTrue(Files.exists(directory));
    }
    assertTrue(Files.exists(directory));
  }

  @Test
  void secondRunIsRefused() {
    try (RunLock lock = RunLock.of(directory)) {
      InvalidValueException refused =
          assertThrows(InvalidValueException.class, () -> RunLock.of(directory));
      assertEquals(
          "directory: "
              + directory
              + ", where another run is going on (expected: one run at a time)",
          refused.getMessage());
    }
  }
}
