package io.papilio.core.random;

import io.papilio.core.validation.Require;
import java.math.BigInteger;

/**
 * Spreads a seed over the state of a generator, as NumPy's {@code SeedSequence} with its pool of
 * four words. All words are unsigned 32-bit integers in {@code int}s.
 *
 * <p>Source: M. E. O'Neill, "Developing a seed_seq Alternative" (2015), in NumPy's variant.
 */
public final class SeedSequence {
  private static final int POOL_SIZE = 4;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULT_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULT_B = 0x58f38ded;
  private static final int MIX_MULT_L = 0xca01f9dd;
  private static final int MIX_MULT_R = 0x4973f715;
  private static final int XSHIFT = 16;

  private final int[] pool = new int[POOL_SIZE];

  /**
   * The sequence of NumPy's {@code SeedSequence(seed, spawn_key=spawnKey)}.
   *
   * @param seed a non-negative integer of any size
   * @param spawnKey words that distinguish sequences of one seed; none is the sequence of the seed
   */
  public SeedSequence(BigInteger seed, int... spawnKey) {
    Require.that(seed.signum() >= 0, "seed", seed, ">= 0");
    mix(entropy(seed, spawnKey));
  }

  /** The first {@code count} 64-bit words to seed a generator with. */
  public long[] generateState(int count) {
    long[] state = new long[count];
    int hash = INIT_B;
    for (int i = 0; i < 2 * count; i++) {
      int word = pool[i % POOL_SIZE] ^ hash;
      hash *= MULT_B;
      word *= hash;
      word ^= word >>> XSHIFT;
      // Two words make a long, the lower first.
      state[i / 2] |= Integer.toUnsignedLong(word) << (32 * (i % 2));
    }
    return state;
  }

  /** The seed's words, lowest first, then the key's; before a key the seed fills the pool. */
  private static int[] entropy(BigInteger seed, int[] spawnKey) {
    int seedWords = Math.max(1, (seed.bitLength() + 31) / 32);
    int keyStart = spawnKey.length == 0 ? seedWords : Math.max(seedWords, POOL_SIZE);
    int[] entropy = new int[keyStart + spawnKey.length];
    for (int i = 0; i < seedWords; i++) {
      entropy[i] = seed.shiftRight(32 * i).intValue();
    }
    System.arraycopy(spawnKey, 0, entropy, keyStart, spawnKey.length);
    return entropy;
  }

  private void mix(int[] entropy) {
    Hash hash = new Hash();
    for (int i = 0; i < POOL_SIZE; i++) {
      pool[i] = hash.of(i < entropy.length ? entropy[i] : 0);
    }
    for (int from = 0; from < POOL_SIZE; from++) {
      for (int to = 0; to < POOL_SIZE; to++) {
        if (from != to) {
          pool[to] = mix(pool[to], hash.of(pool[from]));
        }
      }
    }
    for (int from = POOL_SIZE; from < entropy.length; from++) {
      for (int to = 0; to < POOL_SIZE; to++) {
        pool[to] = mix(pool[to], hash.of(entropy[from]));
      }
    }
  }

  private static int mix(int x, int y) {
    int result = MIX_MULT_L * x - MIX_MULT_R * y;
    return result ^ (result >>> XSHIFT);
  }

  /** A hash whose constant moves on with every word. */
  private static final class Hash {
    private int constant = INIT_A;

    int of(int word) {
      int value = word ^ constant;
      constant *= MULT_A;
      value *= constant;
      return value ^ (value >>> XSHIFT);
    }
  }
}
