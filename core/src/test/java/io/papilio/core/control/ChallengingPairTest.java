package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lemma of the challenging pair, statement by statement. */
class ChallengingPairTest {
  private static final Vector E2 = Vector.of(0, 1);

  /** The matrices of the largest µ, all exact. */
  @Test
  void matricesAreThoseWrittenDown() {
    ChallengingPair pair = new ChallengingPair(0.25);
    assertEquals(Matrix.of(2, 2, 1.25, 0.375, -0.375, 0.5), pair.systems().get(0).a());
    assertEquals(Matrix.of(2, 2, -0.875, 0.375, 0, 0.5), pair.systems().get(1).a());
    assertEquals(Matrix.of(2, 2, -1.25, -0.375, 0, 0), pair.expertGains().get(0));
    assertEquals(Matrix.of(2, 2, 0.875, -0.375, 0, 0), pair.expertGains().get(1));
  }

  /** 1. Open and closed loops are stable. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.25})
  void systemsAreStableWithAndWithoutTheirExperts(double mu) {
    ChallengingPair pair = new ChallengingPair(mu);
    for (int i = 0; i < 2; i++) {
      LinearSystem system = pair.systems().get(i);
      assertTrue(system.a().spectralRadius() < 1);
      assertTrue(system.closedLoop(pair.expertGains().get(i)).spectralRadius() < 1);
    }
  }

  /** 2. and 3. Along e2 both do the same, and stay there. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.25})
  void demonstrationsAlongTheSecondAxisCannotTellThemApart(double mu) {
    ChallengingPair pair = new ChallengingPair(mu);
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
  @ValueSource(doubles = {0.01, 0.1, 0.25})
  void everyGainThatAgreesOnTheSecondAxisDestabilizesOne(double mu) {
    ChallengingPair pair = new ChallengingPair(mu);
    Vector agreed = pair.expertGains().get(0).multiply(E2);
    double least = Double.POSITIVE_INFINITY;
    for (double k = -3; k <= 3; k += 0.01) {
      for (double l : new double[] {-2, -0.3, 0, 0.3, 2}) {
        Matrix gain = Matrix.of(2, 2, k, agreed.get(0), l, agreed.get(1));
        double radius =
            Math.max(
                pair.systems().get(0).closedLoop(gain).spectralRadius(),
                pair.systems().get(1).closedLoop(gain).spectralRadius());
        least = Math.min(least, radius);
      }
    }
    // The bound, to the rounding of eigenvalues; the grid of k is 0.01 wide.
    assertTrue(least >= 1 + mu / 4 - 1e-9, "least " + least);
    assertTrue(least <= 1 + mu / 4 + 0.01, "least " + least);
  }
}
