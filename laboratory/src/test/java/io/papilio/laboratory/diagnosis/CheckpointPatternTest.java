package io.papilio.laboratory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPatternTest {
  @TempDir Path directory;

  @Test
  void filesAreInTheOrderOfTheirNumbers() throws IOException {
    for (String name :
        List.of("ckpt-10.st", "ckpt-9.st", "ckpt-100.st", "other.st", "ckpt-1.txt")) {
      Files.writeString(directory.resolve(name), "");
    }
    List<Path> files = new CheckpointPattern(directory + "/ckpt-*.st").files();
    assertEquals(
        List.of("ckpt-9.st", "ckpt-10.st", "ckpt-100.st"),
        files.stream().map(file -> file.getFileName().toString()).toList());
  }

  @Test
  void aPatternOfNothingIsRejected() {
    String pattern = directory + "/ckpt-*.st";
    var error =
        assertThrows(InvalidValueException.class, () -> new CheckpointPattern(pattern).files());
    assertEquals(
        "policies: " + pattern + " (expected: a pattern of at least two files)",
        error.getMessage());
  }
}
