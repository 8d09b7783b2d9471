package io.papilio.core.vector;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How to begin episodes in a vector of n environments.
 *
 * @param seeds one entry per environment, absent continues its generator; or empty: all continue
 * @param mask which environments to reset, one entry each; or empty: all
 */
public record VectorResetRequest(
    List<Optional<BigInteger>> seeds, List<Boolean> mask, KeywordArguments options) {
  /** Begins the next episode everywhere with the generators as they stand. */
  public static final VectorResetRequest CONTINUE =
      new VectorResetRequest(List.of(), List.of(), KeywordArguments.NONE);

  public VectorResetRequest {
    seeds = List.copyOf(seeds);
    mask = List.copyOf(mask);
    seeds.forEach(seed -> seed.ifPresent(s -> Require.that(s.signum() >= 0, "seed", s, ">= 0")));
    Require.that(
        mask.isEmpty() || mask.contains(true), "reset_mask", "all false", "at least one true");
  }

  /** Environment i gets the seed {@code first + i}, as in Gymnasium. */
  public static VectorResetRequest seeded(BigInteger first, int size) {
    return seeded(
        IntStream.range(0, size).mapToObj(i -> first.add(BigInteger.valueOf(i))).toList());
  }

  public static VectorResetRequest seeded(List<BigInteger> seeds) {
    return new VectorResetRequest(
        seeds.stream().map(Optional::of).toList(), List.of(), KeywordArguments.NONE);
  }

  /** Whether environment {@code index} is to be reset. */
  public boolean includes(int index) {
    return mask.isEmpty() || mask.get(index);
  }

  /** The request for environment {@code index} alone. */
  public ResetRequest of(int index) {
    return new ResetRequest(seeds.isEmpty() ? Optional.empty() : seeds.get(index), options);
  }

  /** Rejects lists that do not fit a vector of {@code size} environments. */
  public void checkSize(int size) {
    Require.that(
        seeds.isEmpty() || seeds.size() == size, "seeds", "size " + seeds.size(), "" + size);
    Require.that(
        mask.isEmpty() || mask.size() == size, "reset_mask", "size " + mask.size(), "" + size);
  }
}
