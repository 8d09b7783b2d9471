package io.papilio.learner.language;

import io.papilio.core.validation.Require;
import io.papilio.learner.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/** Completes text of any length with a language model, each token the most likely one. */
public final class TextGenerator {
  private final Tokenizer tokenizer;
  private final LanguageModel model;
  private final float[] theta;

  /**
   * @param tokenizer of the run that trained the model
   */
  public TextGenerator(Tokenizer tokenizer, LanguageModelFile file) {
    this.tokenizer = tokenizer;
    model = new LanguageModel(file.shape());
    theta = file.theta();
  }

  /**
   * The text that follows a prompt, to the end of the document or the given number of tokens. Where
   * the context is full, the model sees only its second half.
   */
  public String complete(String prompt, int length) {
    int[] text = tokenizer.encode(prompt);
    Require.that(text.length > 0, "prompt", "'" + prompt + "'", "at least one token");
    int begin = text.length;
    int context = model.shape().context();
    while (text.length < begin + length && text[text.length - 1] != Tokenizer.END) {
      int seen = text.length < context ? text.length : Math.max(1, context / 2);
      int[] window = Arrays.copyOfRange(text, text.length - seen, text.length);
      int more = Math.min(begin + length - text.length, context - seen);
      int[] completion = model.complete(theta, List.of(window), more).get(0);
      int at = text.length;
      text = Arrays.copyOf(text, at + more);
      System.arraycopy(completion, 0, text, at, more);
    }
    return tokenizer.decode(Arrays.copyOfRange(text, begin, text.length));
  }
}
