package io.papilio.expert.lqr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class RiccatiExpertTest {
  @Test
  void marginalSystemHasThePapersGain() {
    Matrix gain =
        RiccatiExpert.of(LinearQuadraticProblems.MARGINAL_ID, KeywordArguments.NONE).gain();
    // Appendix B.4 prints four decimals.
    assertEquals(1.3867, gain.get(0, 0), 5e-5);
    assertEquals(.8250, gain.get(0, 1), 5e-5);
    assertEquals(.8250, gain.get(1, 0), 5e-5);
    assertEquals(-1.3867, gain.get(1, 1), 5e-5);
  }

  @Test
  void closedLoopOfTheSpringIsStable() {
    for (double eta : new double[] {.01, .1, .5}) {
      KeywordArguments options = KeywordArguments.of("eta", eta);
      LinearSystem system =
          LinearQuadraticProblems.of(LinearQuadraticProblems.CLIFF_ID, options).system();
      Matrix gain = RiccatiExpert.of(LinearQuadraticProblems.CLIFF_ID, options).gain();
      assertTrue(
          system.closedLoop(gain).eigenvalues().stream().allMatch(mode -> mode.modulus() < 1));
    }
  }

  @Test
  void otherEnvironmentIsRejected() {
    assertThrows(
        InvalidValueException.class, () -> RiccatiExpert.of("Hopper-v5", KeywordArguments.NONE));
  }
}
