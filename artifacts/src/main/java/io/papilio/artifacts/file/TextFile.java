package io.papilio.artifacts.file;

import io.papilio.core.validation.ByteOrderMark;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text in UTF-8. */
public final class TextFile {
  private TextFile() {}

  /**
   * Reads a whole file, without the byte order mark that some editors put before the text.
   *
   * @throws InvalidValueException when it is not UTF-8
   * @throws UncheckedIOException when it cannot be read
   */
  public static String read(Path file) {
    try {
      return ByteOrderMark.skip(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InvalidValueException("" + file, "bytes that are no UTF-8", "text in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
