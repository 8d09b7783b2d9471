package io.papilio.learner.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
  private static final LanguageModelShape SHAPE = SmallLanguageModels.SHAPE;

  @Test
  void perplexityOfAUniformModelIsTheVocabularysSize() {
    // Embeddings of zero give logits of zero.
    float[] theta = SmallLanguageModels.theta(SHAPE, 3);
    Arrays.fill(theta, 0, SHAPE.vocabulary() * SHAPE.width(), 0);
    TokenBatch batch = new TokenBatch(new long[] {1, 2, 3, 4}, new long[] {2, 3, 4, 5}, 2, 2);
    assertEquals(11, Math.exp(new LanguageModel(SHAPE).loss(theta, batch)), 1e-5);
  }

  @Test
  void cachedCompletionsAreThoseOfTheWholeModel() {
    LanguageModel model = new LanguageModel(SHAPE);
    Set<Integer> seen = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      float[] theta = SmallLanguageModels.theta(SHAPE, seed);
      // Blocks that outweigh the embedding: otherwise a token would only repeat itself.
      for (int i = SHAPE.vocabulary() * SHAPE.width(); i < theta.length; i++) {
        theta[i] *= 4;
      }
      List<int[]> prompts = prompts(NumpyGenerator.ofSeed(seed));
      List<int[]> completions = model.complete(theta, prompts, 12);
      for (int i = 0; i < prompts.size(); i++) {
        int[] expected = uncached(model, theta, prompts.get(i), 12);
        assertArrayEquals(expected, completions.get(i), "seed " + seed + ", prompt " + i);
        seen.add(Arrays.hashCode(expected));
      }
    }
    assertTrue(seen.size() >= 10, "different completions: " + seen.size());
  }

  private static List<int[]> prompts(NumpyGenerator generator) {
    List<int[]> prompts = new ArrayList<>();
    for (int length = 1; length <= 12; length++) {
      int[] prompt = new int[length];
      Arrays.setAll(prompt, t -> 1 + generator.integers(SHAPE.vocabulary() - 1));
      prompts.add(prompt);
    }
    return prompts;
  }

  @Test
  void behindTheEndOfADocumentThereAreOnlyEnds() {
    // The only embedding that is not zero is that of the end: a logit of some size, or its
    // negative.
    float[] theta = SmallLanguageModels.theta(SHAPE, 6);
    Arrays.fill(theta, SHAPE.width(), SHAPE.vocabulary() * SHAPE.width(), 0);
    LanguageModel model = new LanguageModel(SHAPE);
    float[] logits = model.logits(theta, 1);
    int sign = logits[0] > 0 ? 1 : -1;
    for (int i = 0; i < SHAPE.width(); i++) {
      theta[i] *= sign;
    }
    assertArrayEquals(new int[4], model.complete(theta, List.of(new int[] {1}), 4).get(0));
  }

  @Test
  void moreThanTheContextIsRejected() {
    float[] theta = SmallLanguageModels.theta(SHAPE, 7);
    LanguageModel model = new LanguageModel(SHAPE);
    var error =
        assertThrows(
            InvalidValueException.class, () -> model.complete(theta, List.of(new int[20]), 5));
    assertEquals("prompt and completion: 25 (expected: <= context)", error.getMessage());
  }

  private static int[] uncached(LanguageModel model, float[] theta, int[] prompt, int length) {
    int[] completion = new int[length];
    int[] text = prompt;
    for (int t = 0; t < length; t++) {
      float[] logits = model.logits(theta, text);
      int best = 0;
      int at = (text.length - 1) * SHAPE.vocabulary();
      for (int token = 1; token < SHAPE.vocabulary(); token++) {
        best = logits[at + token] > logits[at + best] ? token : best;
      }
      if (best == 0) {
        break;
      }
      completion[t] = best;
      text = Arrays.copyOf(text, text.length + 1);
      text[text.length - 1] = best;
    }
    return completion;
  }
}
