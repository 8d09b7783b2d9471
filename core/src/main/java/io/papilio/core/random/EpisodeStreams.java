package io.papilio.core.random;

import java.math.BigInteger;

/**
 * A stream of random numbers for each episode, whatever episodes run beside it: the episode whose
 * environment seed is {@code first + i} has the stream {@code name/i}.
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
