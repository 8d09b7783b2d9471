package io.papilio.learner.language;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the completions of the same prompts differ between two iterates.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 15: the switching cost at t is the share of
 * prompts whose greedy completion by theta(t) differs anywhere from that by theta(t-1).
 *
 * @param positions of each prompt, the first token in which the two completions differ, or {@link
 *     #NONE}
 */
public record Divergence(int[] positions) {
  /** Stands for a prompt whose two completions are equal. */
  public static final int NONE = -1;

  /**
   * Compares completions.
   *
   * @param before shape: [prompts, length]
   * @param after shape: [prompts, length]
   */
  static Divergence of(List<int[]> before, List<int[]> after) {
    return new Divergence(
        IntStream.range(0, before.size())
            .map(i -> Arrays.mismatch(before.get(i), after.get(i)))
            .toArray());
  }

  /** The share of prompts whose completions differ, 0 to 1. */
  double switchingCost() {
    return (double) Arrays.stream(positions).filter(p -> p != NONE).count() / positions.length;
  }
}
