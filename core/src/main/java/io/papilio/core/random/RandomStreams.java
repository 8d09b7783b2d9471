package io.papilio.core.random;

import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random numbers of one run: one stream for every named use, all from one seed. What a stream
 * gives depends on the seed and its name alone, so a new use, or another order of uses, changes no
 * other stream.
 *
 * <p>The stream {@code name} is NumPy's {@code default_rng(SeedSequence(seed, spawn_key=words))},
 * where {@code words} are the eight big-endian 32-bit words of the SHA-256 of the name in UTF-8.
 *
 * @param seed of the run, not negative
 */
public record RandomStreams(long seed) {
  public RandomStreams {
    Require.nonNegative(seed, "seed");
  }

  public static RandomStreams of(long seed) {
    return new RandomStreams(seed);
  }

  /** A new generator at the beginning of the stream; asking again begins it again. */
  public NumpyGenerator stream(String name) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(name));
    int[] words = new int[digest.remaining() / Integer.BYTES];
    digest.asIntBuffer().get(words);
    return new NumpyGenerator(new SeedSequence(BigInteger.valueOf(seed), words));
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
