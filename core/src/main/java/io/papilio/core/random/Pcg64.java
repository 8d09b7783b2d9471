package io.papilio.core.random;

/**
 * The generator PCG XSL-RR 128/64: a linear congruence modulo 2^128 with a permuted output.
 *
 * <p>Source: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
 * Algorithms for Random Number Generation" (2014), section 6.3.3; NumPy's {@code PCG64}.
 */
public final class Pcg64 {
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

  private long high;
  private long low;
  private long incrementHigh;
  private long incrementLow;

  public Pcg64(SeedSequence seed) {
    long[] words = seed.generateState(4);
    // increment = 2 initseq + 1
    incrementHigh = words[2] << 1 | words[3] >>> 63;
    incrementLow = words[3] << 1 | 1;
    advance();
    add(words[0], words[1]);
    advance();
  }

  public Pcg64(State state) {
    restore(state);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    advance();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  public State state() {
    return new State(high, low, incrementHigh, incrementLow);
  }

  public void restore(State state) {
    high = state.high();
    low = state.low();
    incrementHigh = state.incrementHigh();
    incrementLow = state.incrementLow();
  }

  /** state = state * multiplier + increment (mod 2^128) */
  private void advance() {
    long productHigh =
        unsignedMultiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    low *= MULTIPLIER_LOW;
    high = productHigh;
    add(incrementHigh, incrementLow);
  }

  private void add(long termHigh, long termLow) {
    low += termLow;
    long carry = Long.compareUnsigned(low, termLow) < 0 ? 1 : 0;
    high += termHigh + carry;
  }

  private static long unsignedMultiplyHigh(long x, long y) {
    // The JDK's own method of this name came after Java 17.
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }

  /** Everything that decides the numbers to come: two unsigned 128-bit integers. */
  public record State(long high, long low, long incrementHigh, long incrementLow) {}
}
