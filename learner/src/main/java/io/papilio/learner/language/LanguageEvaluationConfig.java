package io.papilio.learner.language;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * When a language model is evaluated, and on what. In a window every iterate is: its validation
 * loss, and its completions of the prompts, which are compared with those of the iterate before.
 */
public record LanguageEvaluationConfig(
    @Setting(
            value = "steps between validation losses and checkpoints; the last is always one",
            name = "evaluation-interval")
        @DefaultValue("250")
        int interval,
    @Setting(
            value = "sequences of the validation loss, of a context each; 0 stands for all",
            name = "validation-sequences")
        @DefaultValue("64")
        int sequences,
    @Setting("the steps after which windows begin (paper: 5000,10000,15000)") List<Long> windows,
    @Setting("iterates in a window (paper: 99)") @DefaultValue("100") long windowLength,
    @Setting("passages, each of which gives 4 prompts (paper: 1000)") @DefaultValue("64")
        int passages,
    @Setting("tokens of a completion") @DefaultValue("64") int completionLength) {
  public LanguageEvaluationConfig {
    windows = List.copyOf(windows);
    Require.positive(interval, "interval");
    Require.nonNegative(sequences, "sequences");
    windows.forEach(start -> Require.that(start > 0, "windows", start, "> 0"));
    Require.that(windowLength > 0, "windowLength", windowLength, "> 0");
    Require.positive(passages, "passages");
    Require.positive(completionLength, "completionLength");
  }

  /** Whether this iterate is the one before a window. */
  boolean beginsWindow(long step) {
    return windows.contains(step);
  }

  /** Whether this iterate is compared with the one before. */
  boolean isInWindow(long step) {
    return windows.stream().anyMatch(start -> step > start && step <= start + windowLength);
  }
}
