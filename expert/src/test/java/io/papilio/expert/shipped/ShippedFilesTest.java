package io.papilio.expert.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
  @Test
  void modelOtherThanTheManifestsIsRefused() {
    String message = refusal("Altered-v0");
    assertTrue(
        message.matches(
            "shipped expert Altered-v0: model.safetensors with sha256 [0-9a-f]{64}"
                + " .expected: sha256 0{64}, as in its manifest."),
        message);
  }

  @Test
  void modelThatTheManifestDoesNotNameIsRefused() {
    assertEquals(
        "shipped expert Unlisted-v0: a manifest without the digest of model.safetensors"
            + " (expected: its digest)",
        refusal("Unlisted-v0"));
  }

  @Test
  void missingExpertIsRefused() {
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> ShippedFiles.unpack("Nothing-v0"));
    assertEquals(
        "shipped expert Nothing-v0: no Nothing-v0/model.safetensors"
            + " (expected: a jar with all its files)",
        refusal.getMessage());
  }

  @Test
  void filesAreGoneAfterUse() {
    Path directory;
    try (ShippedFiles files = ShippedFiles.unpack("Altered-v0")) {
      directory = files.path("model.safetensors").getParent();
      assertTrue(Files.exists(directory));
    }
    assertFalse(Files.exists(directory));
  }

  private static String refusal(String environmentId) {
    try (ShippedFiles files = ShippedFiles.unpack(environmentId)) {
      return assertThrows(InvalidValueException.class, files::verify).getMessage();
    }
  }
}
