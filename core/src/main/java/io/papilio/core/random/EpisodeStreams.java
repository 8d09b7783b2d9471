package io.papilio.core.random;

import java.math.BigInteger;

/**
 * A stream of random numbers for each episode, independent of the episodes that run in parallel:
 * the episode with environment seed {@code first + i} has the stream {@code name/i}.
 *
 * @param name of the use
 * @param first environment seed of episode 0
 */
public record EpisodeStreams(RandomStreams streams, String name, BigInteger first) {
  /** A new generator at the beginning of an episode's stream. */
  public NumpyGenerator of(BigInteger seed) {
    return streams.stream(name + "/" + seed.subtract(first));
  }
}
