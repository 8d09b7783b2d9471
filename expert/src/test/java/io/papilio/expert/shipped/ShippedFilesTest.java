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
  void modelOtherThanTheManifestsIsRejected() {
    String message = rejection("Altered-v0");
    assertTrue(
        message.matches(
            "shipped expert Altered-v0: model.safetensors with sha256 [0-9a-f]{64}"
                + " .expected: sha256 0{64}, as in its manifest."),
        message);
  }

  @Test
  void modelThatTheManifestDoesNotNameIsRejected() {
    assertEquals(
        "shipped expert Unlisted-v0: a manifest without the digest of model.safetensors"
            + " (expected: its digest)",
        rejection("Unlisted-v0"));
  }

  @Test
  void missingExpertIsRejected() {
    InvalidValueException rejection =
        assertThrows(InvalidValueException.class, () -> ShippedFiles.unpack("Nothing-v0"));
    assertEquals(
        "shipped expert Nothing-v0: no Nothing-v0/model.safetensors"
            + " (expected: a jar with all its files)",
        rejection.getMessage());
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

  private static String rejection(String environmentId) {
    try (ShippedFiles files = ShippedFiles.unpack(environmentId)) {
      return assertThrows(InvalidValueException.class, files::verify).getMessage();
    }
  }
}
