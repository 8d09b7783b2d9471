package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

/** What "Butterfly Effects of SGD Noise", appendices B.4 and B.5, says of its two systems. */
class LinearQuadraticProblemsTest {
  /** Half a unit in the fourth decimal, to which the paper prints its matrices. */
  private static final double PRINTED = 0.5e-4;

  private final LinearQuadraticProblem marginal = LinearQuadraticProblems.marginal();
  private final LinearQuadraticProblem cliff = LinearQuadraticProblems.cliff(0.1);

  @Test
  void problemsAreFoundByTheirEnvironments() {
    assertEquals(marginal, LinearQuadraticProblems.of("LqrMarginal-v0", KeywordArguments.NONE));
    assertEquals(cliff, LinearQuadraticProblems.of("LqrCliff-v0", KeywordArguments.NONE));
    assertEquals(
        LinearQuadraticProblems.cliff(0.5),
        LinearQuadraticProblems.of("LqrCliff-v0", KeywordArguments.of("eta", 0.5)));
    var rejected =
        assertThrows(
            InvalidValueException.class,
            () -> LinearQuadraticProblems.of("Hopper-v5", KeywordArguments.NONE));
    assertEquals(
        "environment: Hopper-v5 (expected: LqrMarginal-v0 or LqrCliff-v0)", rejected.getMessage());
  }

  @Test
  void marginalSystemIsThePrintedOneUpToOneSign() {
    assertClose(Matrix.of(2, 2, 1.0025, 0, 0, 1.0025), marginal.system().a(), PRINTED);
    assertClose(Matrix.of(2, 2, -0.0043, -0.0026, -0.0026, 0.0043), marginal.system().b(), PRINTED);
  }

  @Test
  void marginalRegulatorHasThePrintedGain() {
    assertClose(
        Matrix.of(2, 2, 1.3867, 0.8250, 0.8250, -1.3867),
        LinearQuadraticRegulator.solve(marginal).gain(),
        PRINTED);
  }

  @Test
  void printedSignOfTheLastElementGivesAnotherGain() {
    LinearSystem printed =
        new LinearSystem(
            marginal.system().a(), Matrix.of(2, 2, -0.0043, -0.0026, -0.0026, -0.0043));
    Matrix gain =
        LinearQuadraticRegulator.solve(new LinearQuadraticProblem(printed, marginal.cost())).gain();
    assertEquals(2.33, gain.get(0, 0), 0.01);
    assertEquals(2.33, gain.get(1, 1), 0.01);
  }

  @Test
  void marginalSystemIsUnstableButItsClosedLoopIsMarginallyStable() {
    assertFalse(Stability.of(marginal.system().a()).isStable());
    Stability closedLoop = Stability.of(LinearQuadraticRegulator.solve(marginal).closedLoop());
    assertTrue(closedLoop.isContraction());
    // So close to 1 that a thousand steps take a state to 0.4 % only.
    assertEquals(0.9944, closedLoop.operatorNorm(), PRINTED);
  }

  @Test
  void springRotatesWithoutControl() {
    double eta = 0.1;
    Matrix rotation = Matrix.of(2, 2, Math.cos(eta), Math.sin(eta), -Math.sin(eta), Math.cos(eta));
    // Two units in the last place of 1.
    assertClose(rotation, cliff.system().a(), 4.5e-16);
    assertFalse(Stability.of(cliff.system().a().scale(1 + 1e-12)).isStable());
  }

  @Test
  void springsClosedLoopIsStableButNoContraction() {
    Stability closedLoop = Stability.of(LinearQuadraticRegulator.solve(cliff).closedLoop());
    assertTrue(closedLoop.isStable());
    assertFalse(closedLoop.isContraction());
  }

  private static void assertClose(Matrix expected, Matrix actual, double tolerance) {
    assertEquals(0, actual.subtract(expected).maxAbs(), tolerance, () -> actual.toString());
  }
}
