package io.papilio.laboratory.pitfalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.laboratory.study.AllClaims;
import io.papilio.laboratory.study.Study;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PitfallsTest {
  /** Those that train networks run at night; that of Walker2d in the integration tests. */
  private static final Set<Study> SLOW =
      Set.of(
          LowerBoundHorizon.STUDY,
          EmaOnPair.STUDY,
          NoisyDemonstrations.STUDY,
          CoverageSpread.STUDY,
          HorizonGrowth.STUDY);

  static List<Study> quick() {
    return Pitfalls.GROUP.studies().stream().filter(study -> !SLOW.contains(study)).toList();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void everyClaimHolds(Study study) {
    AllClaims.assertHold(study, null, Set.of());
  }

  @Test
  void unstableStateIsExact() {
    double[] x = UnstableScalar.states(2, 0x1p-20, 50);
    for (int h = 1; h <= 50; h++) {
      assertEquals((Math.scalb(1.0, h - 1) - 1) * 0x1p-20, x[h - 1]);
    }
  }

  @Test
  void constantsOfIncrementalStability() {
    Matrix mu = LinearPair.mu(0.25).systems().get(0).a();
    assertEquals(4.6, EissCertificate.constant(mu, 0.938), 0.05);
    Matrix diagonal = Matrix.diagonal(0.5, 0.2);
    assertEquals(1, EissCertificate.constant(diagonal, 0.5), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"0.05, 1.0125", "0.25, 1.0625"})
  void leastRadiusOfTheMuPair(double mu, double least) {
    assertEquals(least, ChallengingPair.leastRadius(LinearPair.mu(mu)), 5e-5 + 1.0 / 1600);
    assertTrue(ChallengingPair.leastRadius(LinearPair.mu(mu)) >= least - 1e-9);
  }

  @Test
  void chunksGrowAsComputed() {
    LinearPair pair = LinearPair.mu(0.25);
    double[] growth = {1.25, 1.19, 1.12, 1.05};
    for (int i = 0; i < growth.length; i++) {
      assertEquals(growth[i], ChunkLength.perStep(pair, 1 << i), 5e-3);
    }
    assertEquals(0.995, ChunkLength.perStep(pair, 16), 5e-4);
    assertEquals(0.952, ChunkLength.perStep(pair, 32), 5e-4);
    assertEquals(1.61, ChunkLength.perChunk(pair, 5), 5e-3);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 16", "0.2, 19", "0.15, 26", "0.1, 38"})
  void firstStableChunk(double mu, int length) {
    assertEquals(length, ChunkLength.firstStable(LinearPair.mu(mu)));
  }

  /** L2 errors that were computed independently; the last one, 9.4e-11, is 1% below the tail. */
  @ParameterizedTest
  @CsvSource({"4, 1.0e-1, 5e-3", "8, 2.6e-2, 5e-4", "16, 1.6e-3, 5e-5", "32, 6.2e-6, 5e-8"})
  void zeroOneTail(int n, double error, double digits) {
    assertEquals(error, ZeroOneImpossible.tail(n), digits);
    assertEquals(9.4e-11, ZeroOneImpossible.tail(64), 1.1e-12);
  }
}
