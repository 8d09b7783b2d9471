package io.papilio.core.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class SourceVersionTest {
  private static final String COMMIT = "1a2b3c4d5e6f".repeat(3) + "abcd";

  @Test
  void theBuildBakesItsVersionIn() {
    assertNotNull(SourceVersion.class.getResource("source-version.properties"));
    assertFalse(SourceVersion.ofThisBuild().version().equals(SourceVersion.UNKNOWN));
  }

  @Test
  void theDescriptionNamesCommitAndDirt() {
    assertEquals("0.1 (1a2b3c4d5e6f)", new SourceVersion("0.1", COMMIT, false).describe());
    assertEquals("0.1 (1a2b3c4d5e6f, dirty)", new SourceVersion("0.1", COMMIT, true).describe());
    assertEquals("0.1 (commit unknown)", new SourceVersion("0.1", "unknown", true).describe());
  }

  @Test
  void aShortenedCommitIsRejected() {
    assertThrows(InvalidValueException.class, () -> new SourceVersion("0.1", "1a2b3c4", false));
  }
}
