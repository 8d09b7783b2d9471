package io.papilio.learner.language;

import io.papilio.core.validation.Require;
import io.papilio.learner.text.TokenFile;

/**
 * Sequences of tokens of one length, and at each position the token that follows.
 *
 * @param inputs shape: [n, length]
 * @param targets shape: [n, length]
 */
record TokenBatch(long[] inputs, long[] targets, int n, int length) {
  /**
   * Sequences of a file, which follow one another in it without overlap.
   *
   * @param rows number of each sequence, from 0
   */
  static TokenBatch of(TokenFile file, int length, int... rows) {
    long[] inputs = new long[rows.length * length];
    long[] targets = new long[inputs.length];
    for (int i = 0; i < rows.length; i++) {
      file.copy(rows[i] * length, inputs, i * length, length);
      file.copy(rows[i] * length + 1, targets, i * length, length);
    }
    return new TokenBatch(inputs, targets, rows.length, length);
  }

  /** Number of sequences in a file. */
  static int rows(TokenFile file, int length, String name) {
    int rows = (file.size() - 1) / length;
    Require.that(rows > 0, name, file.size() + " tokens", "more than the context of " + length);
    return rows;
  }
}
