package io.papilio.learner.text;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** What a token is. */
public sealed interface TokenizerKind permits TokenizerKind.Characters, TokenizerKind.BytePairs {
  /** One token for each character. */
  @Setting("a token for each character, best for models below a million parameters")
  record Characters() implements TokenizerKind {}

  /**
   * Byte pair encoding.
   *
   * @param vocabulary most tokens: the end of a document, 256 bytes and the merged pairs
   */
  @Setting(value = "byte pair encoding, trained on the corpus", name = "bpe")
  record BytePairs(@Setting("number of tokens (paper: 2000)") @DefaultValue("2000") int vocabulary)
      implements TokenizerKind {
    public BytePairs {
      Require.within(vocabulary, BytePairTokenizer.BYTES + 1, TokenFile.MOST_TOKENS, "vocabulary");
    }
  }
}
