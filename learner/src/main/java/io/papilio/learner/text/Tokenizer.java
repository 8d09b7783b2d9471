package io.papilio.learner.text;

/** Text as tokens, the integers 0 to {@link #size} - 1, of which 0 ends a document. */
public sealed interface Tokenizer permits CharacterTokenizer, BytePairTokenizer {
  /** The end of a document, which has no text. */
  int END = 0;

  /** Number of tokens, the vocabulary's size. */
  int size();

  /**
   * The tokens of a text, without the end of a document.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it has a character that the
   *     vocabulary lacks
   */
  int[] encode(String text);

  /** The text of some tokens. */
  String decode(int... tokens);
}
