package io.papilio.core.rollout;

import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;

/** The environment seeds of episodes, one after the other: first, first + 1, ... */
public final class EpisodeSeeds {
  private EpisodeSeeds() {}

  /**
   * Refuses settings that name no such seeds.
   *
   * @param seed the setting of the first seed
   * @param episodes the setting of the number of seeds
   */
  public static void require(String seed, long first, String episodes, int count) {
    Require.positive(count, episodes);
    Require.nonNegative(first, seed);
    long largest = Long.MAX_VALUE - count;
    Require.that(first <= largest, seed, first, "at most " + largest + ", so that all seeds fit");
  }

  /** Lists the seeds. */
  public static List<BigInteger> of(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(BigInteger::valueOf).toList();
  }
}
