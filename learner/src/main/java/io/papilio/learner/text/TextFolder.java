package io.papilio.learner.text;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The .txt and .jsonl files in a folder and below it, by path, in UTF-8. Each line of a .jsonl file
 * is a JSON object whose field {@value #FIELD} is a document. A text file is one document, but long
 * ones are divided at blank lines, so that a few books can be split by document.
 */
final class TextFolder implements TextCorpus {
  static final String FIELD = "text";

  /** A part of a text file ends at the first blank line after so many characters. */
  static final int PART = 4000;

  private static final String LINES = ".jsonl";

  private final List<Path> files;

  private TextFolder(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Lists the files of a folder.
   *
   * @throws InvalidValueException when there are none
   */
  static TextFolder open(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files =
          below
              .filter(file -> file.toString().endsWith(".txt") || file.toString().endsWith(LINES))
              .sorted()
              .toList();
      Require.that(!files.isEmpty(), folder + "", "no text", ".txt or .jsonl files");
      return new TextFolder(files);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void forEach(Consumer<String> action) {
    for (Path file : files) {
      try {
        if (file.toString().endsWith(LINES)) {
          readLines(file, action);
        } else {
          split(Files.readString(file).replace("\r\n", "\n"), action);
        }
      } catch (CharacterCodingException e) {
        throw new InvalidValueException(file + "", "bytes that are no UTF-8", "text in UTF-8");
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static void readLines(Path file, Consumer<String> action) throws IOException {
    int[] number = {0};
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            number[0]++;
            String place = file + " line " + number[0];
            Object text = JsonFile.parseObject(place, line).get(FIELD);
            Require.that(text instanceof String, place, FIELD + " " + text, "a field " + FIELD);
            action.accept((String) text);
          });
    }
  }

  private static void split(String text, Consumer<String> action) {
    int start = 0;
    while (start < text.length()) {
      int blank = text.indexOf("\n\n", Math.min(text.length(), start + PART));
      int end = blank < 0 ? text.length() : blank;
      String part = text.substring(start, end).strip();
      if (!part.isEmpty()) {
        action.accept(part);
      }
      start = end + 1;
    }
  }
}
