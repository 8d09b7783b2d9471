package io.papilio.core.random;

import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * NumPy's {@code default_rng(seed)}: the same seed and calls give the same numbers, bit for bit.
 * Not safe for use by several threads at once.
 *
 * <p>Reference: NumPy 2.4, {@code numpy.random.Generator} over {@code PCG64}.
 */
public final class NumpyGenerator {
  private static final int ENTROPY_BITS = 128;

  private final Pcg64 bits;

  /** The upper half of a draw whose lower half was used already. */
  private OptionalInt bufferedWord = OptionalInt.empty();

  /**
   * @param seed a non-negative integer of any size
   */
  public NumpyGenerator(BigInteger seed) {
    this(new SeedSequence(seed));
  }

  public NumpyGenerator(SeedSequence seed) {
    bits = new Pcg64(seed);
  }

  public NumpyGenerator(State state) {
    bits = new Pcg64(state.bits());
    bufferedWord = state.bufferedWord();
  }

  public static NumpyGenerator ofSeed(long seed) {
    return new NumpyGenerator(BigInteger.valueOf(seed));
  }

  /** A generator that starts anywhere, as NumPy's does without a seed. */
  public static NumpyGenerator fromEntropy() {
    return new NumpyGenerator(new BigInteger(ENTROPY_BITS, new SecureRandom()));
  }

  /** The next 64 random bits (NumPy's {@code bit_generator.random_raw()}). */
  public long nextLong() {
    return bits.nextLong();
  }

  /** A double in [0, 1) with 53 random bits (NumPy's {@code random()}). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** A double in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /**
   * A draw from the normal distribution with mean 0 and variance 1. About one draw in 4,000 is from
   * the tail and passes through log1p, where the JDK's and the C library's last bits differ once in
   * 1,300 arguments; all other draws are free of such functions.
   */
  public double standardNormal() {
    return NormalZiggurat.draw(this);
  }

  /**
   * An integer in 0 to bound - 1, each as likely as the others.
   *
   * <p>Source: D. Lemire, "Fast Random Integer Generation in an Interval" (2019).
   */
  public int integers(int bound) {
    Require.positive(bound, "bound");
    if (bound == 1) {
      return 0;
    }
    long product = nextWord() * bound;
    if ((product & 0xffffffffL) < bound) {
      // 2^32 mod bound
      long threshold = (0x100000000L - bound) % bound;
      while ((product & 0xffffffffL) < threshold) {
        product = nextWord() * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** The integers 0 to n - 1 in random order. Shape: [n]. */
  public int[] permutation(int n) {
    Require.nonNegative(n, "n");
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = upTo(i);
      int swapped = order[j];
      order[j] = order[i];
      order[i] = swapped;
    }
    return order;
  }

  public State state() {
    return new State(bits.state(), bufferedWord);
  }

  public void restore(State state) {
    bits.restore(state.bits());
    bufferedWord = state.bufferedWord();
  }

  /** An integer in 0 to last, by masking and rejection: NumPy shuffles with this older method. */
  private int upTo(int last) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(last);
    int value;
    do {
      value = (int) nextWord() & mask;
    } while (value > last);
    return value;
  }

  /** The next 32 random bits, unsigned; a 64-bit draw gives two, the lower half first. */
  private long nextWord() {
    if (bufferedWord.isPresent()) {
      int word = bufferedWord.getAsInt();
      bufferedWord = OptionalInt.empty();
      return Integer.toUnsignedLong(word);
    }
    long pair = nextLong();
    bufferedWord = OptionalInt.of((int) (pair >>> 32));
    return pair & 0xffffffffL;
  }

  /** Everything that decides the numbers to come. */
  public record State(Pcg64.State bits, OptionalInt bufferedWord) {}
}
