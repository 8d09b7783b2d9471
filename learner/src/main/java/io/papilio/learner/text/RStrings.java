package io.papilio.learner.text;

import io.papilio.core.validation.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The character vectors in the lazy-load database of an R package: objects one after the other,
 * each the length of its content, big-endian, and the content compressed by zlib, serialized in
 * XDR.
 *
 * <p>Source: "R Internals", section 1.8 (serialization formats).
 */
final class RStrings {
  private static final int VERSION = 3;
  private static final int CHARACTER_VECTOR = 16;
  private static final int STRING = 9;
  private static final int TYPE = 0xff;

  private RStrings() {}

  /** Reads the vectors, each as text of one line per element. */
  static List<String> read(Path file) throws IOException {
    ByteBuffer database = ByteBuffer.wrap(Files.readAllBytes(file));
    List<String> vectors = new ArrayList<>();
    while (database.hasRemaining()) {
      ByteBuffer content = ByteBuffer.allocate(database.getInt());
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(database);
        while (content.hasRemaining() && inflater.inflate(content) > 0) {
          // Until the content is complete.
        }
      } catch (DataFormatException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      } finally {
        inflater.end();
      }
      vectors.add(lines(file, content.flip()));
    }
    return vectors;
  }

  private static String lines(Path file, ByteBuffer content) {
    int format = content.getShort();
    int version = content.getInt();
    Require.that(
        format == ('X' << 8 | '\n') && version == VERSION, file + "", "version " + version, "XDR");
    content.getLong(); // The versions of R that wrote it and that can read it.
    skip(content, content.getInt()); // The name of its encoding.
    int type = content.getInt() & TYPE;
    Require.that(type == CHARACTER_VECTOR, file + "", "object of type " + type, "strings");
    int count = content.getInt();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int element = content.getInt() & TYPE;
      Require.that(element == STRING, file + "", "element of type " + element, "a string");
      byte[] bytes = new byte[content.getInt()];
      content.get(bytes);
      lines.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
    }
    return lines.toString();
  }

  private static void skip(ByteBuffer content, int bytes) {
    content.position(content.position() + bytes);
  }
}
