package io.papilio.learner.text;

import io.papilio.core.validation.InvalidValueException;
import java.util.HashMap;
import java.util.Map;

/** One token for each character of the corpus. */
final class CharacterTokenizer implements Tokenizer {
  private final int[] characters;
  private final Map<Integer, Integer> tokens = new HashMap<>();

  /**
   * @param characters distinct code points; token i + 1 is the i-th
   */
  CharacterTokenizer(String characters) {
    this.characters = characters.codePoints().toArray();
    for (int i = 0; i < this.characters.length; i++) {
      tokens.put(this.characters[i], i + 1);
    }
  }

  /** Every character, in the order of the tokens. */
  String characters() {
    return new String(characters, 0, characters.length);
  }

  @Override
  public int size() {
    return characters.length + 1;
  }

  @Override
  public int[] encode(String text) {
    return text.codePoints().map(this::token).toArray();
  }

  private int token(int character) {
    Integer token = tokens.get(character);
    if (token == null) {
      throw new InvalidValueException(
          "text", "'" + Character.toString(character) + "'", "characters of the corpus");
    }
    return token;
  }

  @Override
  public String decode(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      if (token != END) {
        text.appendCodePoint(characters[token - 1]);
      }
    }
    return text.toString();
  }
}
