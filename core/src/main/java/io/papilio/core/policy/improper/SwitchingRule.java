package io.papilio.core.policy.improper;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.math.BigInteger;

/** Chooses between two gains at every step. */
public sealed interface SwitchingRule {

  /** The rule in one episode; asked once a step. */
  @FunctionalInterface
  interface Chooser {
    /**
     * Whether the first gain acts.
     *
     * @param x the coordinate of the state that is to be stabilized
     */
    boolean first(double x);
  }

  /**
   * Begins an episode.
   *
   * @param seed of the episode
   */
  Chooser begin(BigInteger seed);

  /** The first gain at even steps of the episode, the second one at odd steps. */
  record Parity() implements SwitchingRule {
    @Override
    public Chooser begin(BigInteger seed) {
      int[] step = {0};
      return x -> step[0]++ % 2 == 0;
    }
  }

  /**
   * The first gain where |x| is in (B^-k, B^-(k-1)] with an even k, the second one where k is odd.
   *
   * @param base B; the slides' is 2 ρ²
   */
  record Concentric(double base) implements SwitchingRule {
    public Concentric {
      Require.that(base > 1 && Double.isFinite(base), "base", base, "a finite number > 1");
    }

    @Override
    public Chooser begin(BigInteger seed) {
      return x -> x == 0 || shell(x) % 2 == 0;
    }

    private long shell(double x) {
      return (long) Math.floor(-StrictMath.log(Math.abs(x)) / StrictMath.log(base)) + 1;
    }
  }

  /**
   * Each gain with probability 1/2, drawn from the stream {@code gamblers-ruin/EPISODE_SEED}.
   *
   * @param seed of the streams
   */
  record GamblersRuin(long seed) implements SwitchingRule {
    public GamblersRuin {
      Require.nonNegative(seed, "seed");
    }

    @Override
    public Chooser begin(BigInteger episode) {
      NumpyGenerator coin = RandomStreams.of(seed).stream("gamblers-ruin/" + episode);
      return x -> coin.integers(2) == 0;
    }
  }
}
