package io.papilio.learner.text;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prompts from documents that a model did not learn from: the first 10, 25, 50 and 75 % of
 * passages. A passage is a document, or where that is longer, a part of it that begins with a word.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 15 (1000 stories, 4000 prompts).
 */
public final class Prompts {
  private static final List<Double> FRACTIONS = List.of(0.1, 0.25, 0.5, 0.75);

  /** Prompts of a passage. */
  public static final int PER_PASSAGE = FRACTIONS.size();

  private final TokenFile documents;
  private final Tokenizer tokenizer;

  private Prompts(TokenFile documents, Tokenizer tokenizer) {
    this.documents = documents;
    this.tokenizer = tokenizer;
  }

  /**
   * Takes the prompts of some passages, those of 10 % first. They depend on the documents alone.
   *
   * @param passages how many
   * @param length most tokens of a passage
   */
  public static List<int[]> of(TextData data, int passages, int length) {
    return new Prompts(data.prompts(), data.tokenizer()).take(passages, length);
  }

  private List<int[]> take(int passages, int length) {
    List<int[]> bounds = bounds();
    Require.that(!bounds.isEmpty(), "promptFraction", "no document", "at least one for prompts");
    NumpyGenerator generator = RandomStreams.of(0).stream("passages");
    List<int[]> taken = new ArrayList<>();
    for (int i = 0; i < passages; i++) {
      taken.add(passage(bounds.get(generator.integers(bounds.size())), length, generator));
    }
    List<int[]> prompts = new ArrayList<>();
    for (double fraction : FRACTIONS) {
      for (int[] passage : taken) {
        int size = (int) Math.max(1, Math.floor(fraction * passage.length));
        prompts.add(Arrays.copyOf(passage, size));
      }
    }
    return prompts;
  }

  /** Where each document that has a token begins and ends. */
  private List<int[]> bounds() {
    List<int[]> bounds = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i) == Tokenizer.END) {
        if (i > start) {
          bounds.add(new int[] {start, i});
        }
        start = i + 1;
      }
    }
    return bounds;
  }

  private int[] passage(int[] bounds, int length, NumpyGenerator generator) {
    int last = Math.max(bounds[0], bounds[1] - length);
    int start = bounds[0] + generator.integers(last - bounds[0] + 1);
    while (start > bounds[0] && !beginsWord(start)) {
      start--;
    }
    int[] passage = new int[Math.min(length, bounds[1] - start)];
    for (int i = 0; i < passage.length; i++) {
      passage[i] = documents.get(start + i);
    }
    return passage;
  }

  private boolean beginsWord(int index) {
    String before = tokenizer.decode(documents.get(index - 1));
    String here = tokenizer.decode(documents.get(index));
    boolean spaceBefore =
        !before.isEmpty() && Character.isWhitespace(before.charAt(before.length() - 1));
    return spaceBefore || (!here.isEmpty() && Character.isWhitespace(here.charAt(0)));
  }
}
