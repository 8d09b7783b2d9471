package io.papilio.core.env;

import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How to begin an episode.
 *
 * @param seed a non-negative integer of any size re-creates the generator; absent continues it
 * @param options per-reset options; Gymnasium's MuJoCo environments ignore them
 */
public record ResetRequest(Optional<BigInteger> seed, KeywordArguments options) {
  /** Begins the next episode with the generator as it stands. */
  public static final ResetRequest CONTINUE =
      new ResetRequest(Optional.empty(), KeywordArguments.NONE);

  public ResetRequest {
    seed.ifPresent(s -> Require.that(s.signum() >= 0, "seed", s, ">= 0"));
  }

  public static ResetRequest seeded(long seed) {
    return seeded(BigInteger.valueOf(seed));
  }

  public static ResetRequest seeded(BigInteger seed) {
    return new ResetRequest(Optional.of(seed), KeywordArguments.NONE);
  }
}
