package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lemma of the challenging pair, statement by statement. */
class LinearPairTest {
  private static final Vector E2 = Vector.of(0, 1);

  static Stream<LinearPair> pairs() {
    return Stream.of(
        LinearPair.mu(0.01), LinearPair.mu(0.1), LinearPair.mu(0.25), LinearPair.fast());
  }

  /** The matrices of the largest µ, all exact. */
  @Test
  void matricesAreThoseWrittenDown() {
    LinearPair pair = LinearPair.mu(0.25);
    assertEquals(Matrix.of(2, 2, 1.25, 0.375, -0.375, 0.5), pair.systems().get(0).a());
    assertEquals(Matrix.of(2, 2, -0.875, 0.375, 0, 0.5), pair.systems().get(1).a());
    assertEquals(Matrix.of(2, 2, -1.25, -0.375, 0, 0), pair.expertGains().get(0));
    assertEquals(Matrix.of(2, 2, 0.875, -0.375, 0, 0), pair.expertGains().get(1));
  }

  /** 1. Open and closed loops are stable. */
  @ParameterizedTest
  @MethodSource("pairs")
  void systemsAreStableWithAndWithoutTheirExperts(LinearPair pair) {
    for (int i = 0; i < 2; i++) {
      LinearSystem system = pair.systems().get(i);
      assertTrue(system.a().spectralRadius() < 1);
      assertTrue(system.closedLoop(pair.expertGains().get(i)).spectralRadius() < 1);
    }
  }

  @Test
  void spectralRadiiAreThoseComputedByHand() {
    assertEquals(0.875, LinearPair.mu(0.25).systems().get(1).a().spectralRadius(), 1e-12);
    LinearPair fast = LinearPair.fast();
    assertEquals(0.978, fast.systems().get(0).a().spectralRadius(), 5e-4);
    assertEquals(0.95, fast.systems().get(1).a().spectralRadius(), 1e-12);
    for (int i = 0; i < 2; i++) {
      Matrix closed = fast.systems().get(i).closedLoop(fast.expertGains().get(i));
      assertEquals(0.5, closed.spectralRadius(), 1e-12);
    }
  }

  /** 2. and 3. Along e2 both do the same, and stay there. */
  @ParameterizedTest
  @MethodSource("pairs")
  void demonstrationsAlongTheSecondAxisCannotTellThemApart(LinearPair pair) {
    Matrix one = pair.expertGains().get(0);
    Matrix two = pair.expertGains().get(1);
    assertEquals(one.multiply(E2), two.multiply(E2));
    assertEquals(pair.systems().get(0).a().multiply(E2), pair.systems().get(1).a().multiply(E2));
    for (int i = 0; i < 2; i++) {
      Matrix gain = pair.expertGains().get(i);
      assertEquals(0, pair.systems().get(i).closedLoop(gain).multiply(E2).get(0));
    }
  }

  /** 4. Whatever agrees with the data destabilizes one of them. */
  @ParameterizedTest
  @MethodSource("pairs")
  void everyGainThatAgreesOnTheSecondAxisDestabilizesOne(LinearPair pair) {
    double bound = pair.leastGrowth();
    double least = Double.POSITIVE_INFINITY;
    for (double k = -3; k <= 3; k += 0.01) {
      for (double l : new double[] {-2, -0.3, 0, 0.3, 2}) {
        Matrix gain = pair.imitatorGain(k).add(Matrix.of(2, 2, 0, 0, l, 0));
        double radius =
            Math.max(
                pair.systems().get(0).closedLoop(gain).spectralRadius(),
                pair.systems().get(1).closedLoop(gain).spectralRadius());
        least = Math.min(least, radius);
      }
    }
    // The bound, to the rounding of eigenvalues; the grid of k is 0.01 wide.
    assertTrue(least >= bound - 1e-9, "least " + least);
    assertTrue(least <= bound + 0.01, "least " + least);
  }

  @Test
  void leastGrowthIsThatOfTheInventedPairs() {
    assertEquals(1.0125, LinearPair.mu(0.05).leastGrowth(), 1e-12);
    assertEquals(1.0625, LinearPair.mu(0.25).leastGrowth(), 1e-12);
    assertEquals(1.875, LinearPair.fast().leastGrowth(), 1e-12);
  }

  /** Two stable matrices with a shared second column differ by less than 4 in the first entry. */
  @Test
  void leastGrowthOfAnyPairIsBelowTwo() {
    long seed = 20;
    NumpyGenerator generator = NumpyGenerator.ofSeed(seed);
    int pairs = 0;
    double largest = 0;
    while (pairs < 500) {
      double b = generator.uniform(-3, 3);
      double d = generator.uniform(-3, 3);
      double[] a = {generator.uniform(-4, 4), generator.uniform(-4, 4)};
      boolean stable = true;
      for (int i = 0; i < 2; i++) {
        Matrix system = Matrix.of(2, 2, a[i], b, generator.uniform(-4, 4), d);
        stable &= system.spectralRadius() < 1;
      }
      if (stable) {
        pairs++;
        largest = Math.max(largest, Math.abs(a[0] - a[1]) / 2);
      }
    }
    assertTrue(largest < 2, "seed " + seed + ": " + largest);
  }

  @Test
  void cascadeStaysOnTheDataExactly() {
    CascadePair cascade = new CascadePair(LinearPair.mu(0.25), 0);
    CascadePair.Disturbance g = cascade.disturbance();
    NumpyGenerator generator = NumpyGenerator.ofSeed(3);
    for (int episode = 0; episode < 100; episode++) {
      Vector x = CascadePair.initial(generator);
      for (int i = 0; i < 2; i++) {
        // u = K_1 y + φ g e1, and y1' = (A y)_1 + (u_1 - φ g)
        Matrix a = cascade.pair().systems().get(i).a();
        Matrix k = cascade.pair().expertGains().get(0);
        Vector y = Vector.of(x.get(0), x.get(1));
        double u = k.multiply(y).get(0) + g.at(x.get(2));
        assertEquals(0, a.multiply(y).get(0) + (u - g.at(x.get(2))));
      }
    }
  }

  @Test
  void bumpIsSmoothAndOneInTheMiddle() {
    for (double z : List.of(-1.0, 0.0, 1.0, 5.0)) {
      assertEquals(0, CascadePair.bump(z));
    }
    for (double z : List.of(2.0, 2.5, 3.0, 4.0)) {
      assertEquals(1, CascadePair.bump(z));
    }
    assertEquals(0.5, CascadePair.bump(1.5), 1e-15);
  }
}
