package io.papilio.learner.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {
  @TempDir private Path folder;

  @Test
  void documentsAreFilesAndLines() throws IOException {
    Files.writeString(
        folder.resolve("b.jsonl"), "{\"text\": \"two\", \"id\": 2}\n{\"text\":\"3\"}\n");
    Files.createDirectory(folder.resolve("a"));
    Files.writeString(folder.resolve("a/one.txt"), "one\r\nline\n");
    Files.writeString(folder.resolve("other.md"), "not this");
    assertEquals(List.of("one\nline", "two", "3"), documents());
  }

  @Test
  void longTextIsDividedAtBlankLines() throws IOException {
    String paragraph = "x".repeat(1500);
    String text = String.join("\n\n", List.of(paragraph, paragraph, paragraph, paragraph));
    Files.writeString(folder.resolve("long.txt"), text);
    List<String> documents = documents();
    assertEquals(2, documents.size());
    assertTrue(documents.get(0).length() >= TextFolder.PART);
    assertEquals(text, String.join("\n\n", documents));
  }

  @Test
  void linesWithoutTextAreRejected() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.jsonl"), "{\"text\": \"\"}\n{\"txt\": 1}\n");
    var error = assertThrows(InvalidValueException.class, this::documents);
    assertEquals(file + " line 2: text null (expected: a field text)", error.getMessage());
  }

  @Test
  void aFolderWithoutTextIsRejected() {
    var error = assertThrows(InvalidValueException.class, () -> TextCorpus.open(folder.toString()));
    assertEquals(folder + ": no text (expected: .txt or .jsonl files)", error.getMessage());
  }

  private List<String> documents() {
    List<String> documents = new ArrayList<>();
    TextCorpus.open(folder.toString()).forEach(documents::add);
    return documents;
  }
}
