package io.papilio.learner.text;

import io.papilio.learner.text.BytePairTokenizer.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns which pairs of tokens to merge: again and again the one that occurs most often in the
 * words of a corpus; of several, the one with the smaller tokens.
 */
final class BytePairTraining {
  private final Map<String, Long> frequencies = new TreeMap<>();
  private final List<List<Integer>> words = new ArrayList<>();
  private final List<Long> weights = new ArrayList<>();
  private final Map<Pair, Long> counts = new HashMap<>();
  private final Map<Pair, Set<Integer>> places = new HashMap<>();

  /** Counts the words of a document. */
  void add(String document) {
    BytePairTokenizer.words(document).forEach(word -> frequencies.merge(word, 1L, Long::sum));
  }

  /** The tokenizer with at most so many tokens, from the documents added before. */
  BytePairTokenizer tokenizer(int vocabulary) {
    frequencies.forEach(
        (word, frequency) -> {
          words.add(BytePairTokenizer.bytesOf(word));
          weights.add(frequency);
          count(words.size() - 1, 1);
        });
    List<Pair> merges = new ArrayList<>();
    for (int token = BytePairTokenizer.BYTES + 1; token < vocabulary; token++) {
      Pair best = mostFrequent();
      if (best == null) {
        break;
      }
      merges.add(best);
      for (int word : List.copyOf(places.get(best))) {
        count(word, -1);
        words.set(word, BytePairTokenizer.replace(words.get(word), best, token));
        count(word, 1);
      }
    }
    return new BytePairTokenizer(merges);
  }

  private void count(int word, int sign) {
    List<Integer> tokens = words.get(word);
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Pair pair = new Pair(tokens.get(i), tokens.get(i + 1));
      counts.merge(pair, sign * weights.get(word), Long::sum);
      Set<Integer> where = places.computeIfAbsent(pair, p -> new HashSet<>());
      if (sign > 0) {
        where.add(word);
      } else {
        where.remove(word);
      }
    }
  }

  private Pair mostFrequent() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .min(
            Comparator.comparingLong((Map.Entry<Pair, Long> entry) -> -entry.getValue())
                .thenComparingInt(entry -> entry.getKey().left())
                .thenComparingInt(entry -> entry.getKey().right()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
