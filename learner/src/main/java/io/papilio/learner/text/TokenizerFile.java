package io.papilio.learner.text;

import io.papilio.artifacts.file.JsonFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A tokenizer as JSON: the characters in the order of their tokens, or the merged pairs of byte
 * pair encoding; the other is empty.
 */
public final class TokenizerFile {
  private record Content(String characters, List<List<Long>> merges) {}

  private TokenizerFile() {}

  static void write(Path file, Tokenizer tokenizer) {
    if (tokenizer instanceof CharacterTokenizer characters) {
      JsonFile.write(file, new Content(characters.characters(), List.of()));
    } else if (tokenizer instanceof BytePairTokenizer pairs) {
      List<List<Long>> merges =
          pairs.merges().stream().map(p -> List.of((long) p.left(), (long) p.right())).toList();
      JsonFile.write(file, new Content("", merges));
    }
  }

  /**
   * Reads a tokenizer.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the file holds something else
   */
  public static Tokenizer read(Path file) {
    Content content = JsonFile.read(file, Content.class);
    return content.characters().isEmpty()
        ? new BytePairTokenizer(
            content.merges().stream()
                .map(
                    pair ->
                        new BytePairTokenizer.Pair(
                            Math.toIntExact(pair.get(0)), Math.toIntExact(pair.get(1))))
                .toList())
        : new CharacterTokenizer(content.characters());
  }
}
