package io.papilio.learner.text;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/**
 * The text to learn from and how it is split. The split does not depend on the run's seed, so that
 * runs with different seeds learn from the same documents.
 */
public record TextConfig(
    @Setting(
            "folder of .txt and .jsonl files; austen, novels from a Debian package; or stories, of"
                + " a grammar")
        @DefaultValue("austen")
        String text,
    @Setting("what a token is") @DefaultValue("characters") TokenizerKind tokenizer,
    @Setting("fraction of the documents held out for the validation loss (paper: 0.01)")
        @DefaultValue("0.05")
        double validationFraction,
    @Setting("fraction of the documents held out for prompts") @DefaultValue("0.05")
        double promptFraction) {
  public TextConfig {
    Require.that(
        validationFraction > 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "> 0 and < 1");
    Require.that(
        promptFraction > 0 && promptFraction + validationFraction < 1,
        "promptFraction",
        promptFraction,
        "> 0, and below 1 with the validation fraction");
  }
}
