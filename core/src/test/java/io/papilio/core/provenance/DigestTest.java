package io.papilio.core.provenance;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
  // FIPS 180-4's examples: the empty message and "abc".
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

  @Test
  void bytesHaveThePublishedDigest() {
    assertEquals(EMPTY, Digest.of(new byte[0]).sha256());
    assertEquals(ABC, Digest.of("abc".getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  void aFileHasTheDigestOfItsBytes() throws IOException {
    byte[] bytes = new byte[200_001];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Path file = Files.write(directory.resolve("large"), bytes);
    assertEquals(Digest.of(bytes), Digest.ofFile(file));
  }

  @Test
  void aChangedFileIsRejected() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "abc");
    assertDoesNotThrow(() -> new Digest(ABC).verify(file));
    Files.writeString(file, "");
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> new Digest(ABC).verify(file));
    assertEquals(file + ": sha256 " + EMPTY + " (expected: sha256 " + ABC + ")", e.getMessage());
  }

  @Test
  void aMissingFileIsRejected() {
    Path file = directory.resolve("none");
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> new Digest(ABC).verify(file));
    assertTrue(e.getMessage().startsWith(file + ": no such file"), e.getMessage());
  }

  @Test
  void somethingElseThanHexadecimalDigitsIsRejected() {
    assertThrows(InvalidValueException.class, () -> new Digest("abc"));
    assertThrows(
        InvalidValueException.class, () -> new Digest(ABC.toUpperCase(java.util.Locale.ROOT)));
  }
}
