package io.papilio.learner.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
  private static final String TEXT = "low lower lowest\nnewer £5 \uD83E\uDD8B";

  @TempDir private Path folder;

  @Test
  void charactersAreTokens() {
    Tokenizer tokenizer = new CharacterTokenizer("ab\uD83E\uDD8B");
    assertEquals(4, tokenizer.size());
    assertArrayEquals(new int[] {2, 3, 1}, tokenizer.encode("b\uD83E\uDD8Ba"));
    assertEquals("b\uD83E\uDD8B", tokenizer.decode(2, Tokenizer.END, 3));
    var error = assertThrows(InvalidValueException.class, () -> tokenizer.encode("ac"));
    assertEquals("text: 'c' (expected: characters of the corpus)", error.getMessage());
  }

  @Test
  void pairsThatOccurMostOftenAreMerged() {
    BytePairTraining training = new BytePairTraining();
    // In words: " low" twice, " lot" once, "low" once.
    training.add("low low low lot");
    BytePairTokenizer tokenizer = training.tokenizer(260);
    int l = 1 + 'l';
    int o = 1 + 'o';
    int w = 1 + 'w';
    int space = 1 + ' ';
    // l o occurs 4 times; then lo w and " " lo 3 times each, of which the smaller tokens are first.
    assertEquals(
        List.of(
            new BytePairTokenizer.Pair(l, o),
            new BytePairTokenizer.Pair(space, 257),
            new BytePairTokenizer.Pair(258, w)),
        tokenizer.merges());
    assertArrayEquals(new int[] {259, 258, 1 + 'p'}, tokenizer.encode(" low lop"));
  }

  @Test
  void filesGiveTheSameTokenizer() {
    BytePairTraining training = new BytePairTraining();
    training.add(TEXT);
    for (Tokenizer tokenizer :
        List.of(training.tokenizer(270), new CharacterTokenizer("\n £5\uD83E\uDD8Belnorstw"))) {
      int[] tokens = tokenizer.encode(TEXT);
      assertEquals(TEXT, tokenizer.decode(tokens));
      Path file = folder.resolve("tokenizer.json");
      TokenizerFile.write(file, tokenizer);
      assertArrayEquals(tokens, TokenizerFile.read(file).encode(TEXT));
    }
  }
}
