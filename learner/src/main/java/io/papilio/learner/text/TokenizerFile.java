package io.papilio.learner.text;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tokenizer as JSON: the characters in the order of their tokens, or the merged pairs of byte
 * pair encoding; the other is empty.
 */
public final class TokenizerFile {
  private record Content(String characters, List<List<Long>> merges) {}

  /** Merges could double it each time. Of a token that occurs in a text, it is that of a word. */
  private static final int LONGEST_TOKEN = 1 << 14;

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
        ? new BytePairTokenizer(pairs(file, content.merges()))
        : new CharacterTokenizer(content.characters());
  }

  private static List<BytePairTokenizer.Pair> pairs(Path file, List<List<Long>> merges) {
    List<BytePairTokenizer.Pair> pairs = new ArrayList<>();
    int[] lengths = new int[BytePairTokenizer.BYTES + 1 + merges.size()];
    Arrays.fill(lengths, 1, BytePairTokenizer.BYTES + 1, 1);
    for (List<Long> merge : merges) {
      int token = BytePairTokenizer.BYTES + 1 + pairs.size();
      boolean valid =
          merge != null
              && merge.size() == 2
              && merge.stream().allMatch(t -> t != null && t > 0 && t < token);
      Require.that(valid, file + ": merges", "" + merge, "two tokens from 1 to " + (token - 1));
      var pair = new BytePairTokenizer.Pair(merge.get(0).intValue(), merge.get(1).intValue());
      lengths[token] = lengths[pair.left()] + lengths[pair.right()];
      Require.that(
          lengths[token] <= LONGEST_TOKEN,
          file + ": merges",
          "a token of " + lengths[token] + " bytes",
          "at most " + LONGEST_TOKEN);
      pairs.add(pair);
    }
    return pairs;
  }
}
