package io.papilio.learner.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte-level byte pair encoding: tokens 1 to 256 are the bytes of UTF-8, each further one a merged
 * pair of tokens. Pairs never cross from one word, with the space before it, to the next.
 *
 * <p>Source: Sennrich et al., "Neural machine translation of rare words with subword units" (2016),
 * algorithm 1.
 */
final class BytePairTokenizer implements Tokenizer {
  /** Numbers of a byte. */
  static final int BYTES = 256;

  private final List<Pair> merges;
  private final Map<Pair, Integer> ranks = new HashMap<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private final Map<String, int[]> known = new HashMap<>();

  /** Two tokens in a row. */
  record Pair(int left, int right) {}

  /**
   * @param merges the pair that becomes token 257, 258, ...
   */
  BytePairTokenizer(List<Pair> merges) {
    this.merges = List.copyOf(merges);
    bytes.add(new byte[0]);
    for (int value = 0; value < BYTES; value++) {
      bytes.add(new byte[] {(byte) value});
    }
    for (Pair pair : merges) {
      ranks.put(pair, bytes.size());
      byte[] left = bytes.get(pair.left());
      byte[] right = bytes.get(pair.right());
      byte[] both = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, both, left.length, right.length);
      bytes.add(both);
    }
  }

  List<Pair> merges() {
    return merges;
  }

  @Override
  public int size() {
    return bytes.size();
  }

  @Override
  public int[] encode(String text) {
    List<int[]> words = new ArrayList<>();
    for (String word : words(text)) {
      words.add(known.computeIfAbsent(word, this::merge));
    }
    return words.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** The words of a text, each with the white space before it. */
  static List<String> words(String text) {
    return List.of(text.split("(?<=\\S)(?=\\s)"));
  }

  /** The bytes of a word as tokens. */
  static List<Integer> bytesOf(String word) {
    List<Integer> tokens = new ArrayList<>();
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      tokens.add(1 + Byte.toUnsignedInt(value));
    }
    return tokens;
  }

  private int[] merge(String word) {
    List<Integer> tokens = bytesOf(word);
    while (tokens.size() > 1) {
      int first = Integer.MAX_VALUE;
      Pair best = null;
      for (int i = 0; i + 1 < tokens.size(); i++) {
        Pair pair = new Pair(tokens.get(i), tokens.get(i + 1));
        int rank = ranks.getOrDefault(pair, Integer.MAX_VALUE);
        if (rank < first) {
          first = rank;
          best = pair;
        }
      }
      if (best == null) {
        break;
      }
      tokens = replace(tokens, best, first);
    }
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The tokens with a pair as one token wherever it occurs, from left to right. */
  static List<Integer> replace(List<Integer> tokens, Pair pair, int merged) {
    List<Integer> replaced = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      boolean here =
          i + 1 < tokens.size()
              && tokens.get(i) == pair.left()
              && tokens.get(i + 1) == pair.right();
      replaced.add(here ? Integer.valueOf(merged) : tokens.get(i));
      i += here ? 2 : 1;
    }
    return replaced;
  }

  @Override
  public String decode(int... tokens) {
    var text = new ByteArrayOutputStream();
    for (int token : tokens) {
      text.writeBytes(bytes.get(token));
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
