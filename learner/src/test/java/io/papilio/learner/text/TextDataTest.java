package io.papilio.learner.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDataTest {
  private static final TextConfig CONFIG =
      Settings.of(Settings.defaults(TextConfig.class))
          .with(Map.of("validation-fraction", "0.2", "prompt-fraction", "0.3"));

  /** The documents "word0 word0 word0" to "word9 word9 word9". */
  private static final TextCorpus CORPUS =
      action -> {
        for (int i = 0; i < 10; i++) {
          action.accept(String.join(" ", Collections.nCopies(3, "word" + i)));
        }
      };

  @TempDir private Path folder;

  @Test
  void everyDocumentIsInOneSet() {
    TextData data = prepare(CORPUS);
    List<String> all = new ArrayList<>();
    assertEquals(2, documents(data, data.validation(), all));
    assertEquals(3, documents(data, data.prompts(), all));
    assertEquals(5, documents(data, data.training(), all));
    Collections.sort(all);
    List<String> expected = new ArrayList<>();
    CORPUS.forEach(expected::add);
    assertEquals(expected, all);
    // A second time from the files.
    TextData again = prepare(CORPUS);
    assertEquals(data.tokenizer().size(), again.tokenizer().size());
    assertEquals(data.training().size(), again.training().size());
  }

  @Test
  void promptsBeginPassagesThatBeginWithAWord() {
    TextData data = prepare(CORPUS);
    List<int[]> prompts = Prompts.of(data, 20, 11);
    assertEquals(80, prompts.size());
    for (int i = 0; i < 80; i++) {
      // 10, 25, 50 and 75 % of at most 11 tokens
      int length = List.of(1, 2, 5, 8).get(i / 20);
      String text = data.tokenizer().decode(prompts.get(i));
      assertTrue(prompts.get(i).length <= length, text);
      assertTrue("word0 word".startsWith(text.strip().replaceAll("[0-9]", "0")), text);
    }
    assertArrayEquals(prompts.get(79), Prompts.of(data, 20, 11).get(79));
  }

  @Test
  void theLowestLossIsThatOfTheDistribution() {
    // Ten documents, each as likely, of 17 tokens and an end.
    TextCorpus uniform =
        new TextCorpus() {
          @Override
          public void forEach(Consumer<String> action) {
            CORPUS.forEach(action);
          }

          @Override
          public OptionalDouble logLikelihood(String document) {
            return OptionalDouble.of(-Math.log(10));
          }
        };
    TextData data = prepare(uniform);
    assertEquals(Math.log(10) / 18, data.lowestLoss(uniform).orElseThrow(), 1e-12);
    assertTrue(data.lowestLoss(CORPUS).isEmpty());
  }

  @Test
  void tooFewDocumentsAreRejected() {
    TextCorpus two =
        action -> {
          action.accept("a");
          action.accept("b");
        };
    var error = assertThrows(InvalidValueException.class, () -> prepare(two));
    assertEquals("text: 2 documents (expected: at least 3)", error.getMessage());
  }

  private TextData prepare(TextCorpus corpus) {
    return TextData.prepare(folder, corpus, CorpusSummary.of(corpus), CONFIG);
  }

  private static int documents(TextData data, TokenFile file, List<String> all) {
    int before = all.size();
    int start = 0;
    for (int i = 0; i < file.size(); i++) {
      if (file.get(i) == Tokenizer.END) {
        int[] tokens = new int[i - start];
        for (int t = 0; t < tokens.length; t++) {
          tokens[t] = file.get(start + t);
        }
        all.add(data.tokenizer().decode(tokens));
        start = i + 1;
      }
    }
    return all.size() - before;
  }
}
