package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.RandomMatrices;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RiccatiEquationTest {
  /** Generic random systems are stabilizable; many of these are unstable without control. */
  private static Stream<LinearQuadraticProblem> problems() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(3);
    return IntStream.range(0, 100).mapToObj(i -> problem(generator, 1 + i % 6, 1 + i % 3));
  }

  private static LinearQuadraticProblem problem(NumpyGenerator generator, int n, int m) {
    Matrix q = RandomMatrices.normal(generator, n, n);
    Matrix r = RandomMatrices.normal(generator, m, m);
    return new LinearQuadraticProblem(
        new LinearSystem(
            RandomMatrices.normal(generator, n, n), RandomMatrices.normal(generator, n, m)),
        new QuadraticCost(
            q.multiply(q.transpose()).symmetricPart(),
            r.multiply(r.transpose()).add(Matrix.identity(m)).symmetricPart()));
  }

  @Test
  void solutionsSatisfyTheEquation() {
    problems()
        .map(RiccatiEquation::new)
        .forEach(
            equation -> {
              Matrix s = equation.solve();
              // The terms of the equation cancel; ill-conditioned systems lose three digits.
              assertEquals(0, equation.residual(s).maxAbs() / s.maxAbs(), 1e-12);
            });
  }

  @Test
  void solutionsAreSymmetricAndPositive() {
    problems()
        .map(problem -> new RiccatiEquation(problem).solve())
        .forEach(
            s -> {
              assertEquals(s.transpose(), s);
              assertTrue(s.eigenvalues().stream().allMatch(value -> value.real() > 0));
            });
  }

  @Test
  void closedLoopsAreStable() {
    problems()
        .map(LinearQuadraticRegulator::solve)
        .forEach(regulator -> assertTrue(Stability.of(regulator.closedLoop()).isStable()));
  }

  @Test
  void costToGoIsTheSumOfTheCostsToCome() {
    LinearQuadraticProblem problem = LinearQuadraticProblems.cliff(0.1);
    LinearQuadraticRegulator regulator = LinearQuadraticRegulator.solve(problem);
    Vector x = Vector.of(0.3, -0.2);
    double expected = x.dot(regulator.costToGo().multiply(x));
    double sum = 0;
    for (int step = 0; step < 1000; step++) {
      Vector u = regulator.gain().multiply(x);
      sum += problem.cost().of(x, u);
      x = problem.system().next(x, u);
    }
    // A thousand additions of decaying terms.
    assertEquals(expected, sum, 1e-13);
  }

  @Test
  void scalarEquationHasItsClosedForm() {
    // s = q + a^2 s - (a b s)^2 / (r + b^2 s) with a = b = q = r = 1 is the golden ratio.
    Matrix one = Matrix.identity(1);
    Matrix s =
        new RiccatiEquation(
                new LinearQuadraticProblem(
                    new LinearSystem(one, one), QuadraticCost.identity(1, 1)))
            .solve();
    assertEquals((1 + Math.sqrt(5)) / 2, s.get(0, 0), 1e-15);
  }

  @Test
  void systemWithAnUnreachableUnstableModeIsRejected() {
    LinearSystem system = new LinearSystem(Matrix.diagonal(2, 0.5), Matrix.of(2, 1, 0, 1));
    var rejected =
        assertThrows(
            InvalidValueException.class, () -> solve(system, QuadraticCost.identity(2, 1)));
    assertEquals(
        "system: uncontrollable eigenvalue Complex[real=2.0, imaginary=0.0]"
            + " (expected: a stabilizable system)",
        rejected.getMessage());
  }

  @Test
  void unreachableComplexPairIsRejected() {
    Matrix a = Matrix.of(3, 3, 0, 1.1, 0, -1.1, 0, 0, 0, 0, 0.5);
    assertThrows(
        InvalidValueException.class,
        () -> solve(new LinearSystem(a, Matrix.of(3, 1, 0, 0, 1)), QuadraticCost.identity(3, 1)));
  }

  @Test
  void unreachableStableModeIsFine() {
    LinearSystem system = new LinearSystem(Matrix.diagonal(0.5, 2), Matrix.of(2, 1, 0, 1));
    Matrix s = solve(system, QuadraticCost.identity(2, 1));
    // The mode that no action moves costs 1 + 0.25 + 0.25^2 + ... = 4/3.
    assertEquals(4.0 / 3, s.get(0, 0), 1e-14);
  }

  @Test
  void costBlindToAnUnstableModeIsRejected() {
    LinearSystem system = new LinearSystem(Matrix.diagonal(2, 0.5), Matrix.identity(2));
    QuadraticCost blind = new QuadraticCost(Matrix.diagonal(0, 1), Matrix.identity(2));
    var rejected = assertThrows(InvalidValueException.class, () -> solve(system, blind));
    assertEquals(
        "Q: blind to eigenvalue Complex[real=2.0, imaginary=0.0]"
            + " (expected: a cost of every unstable mode)",
        rejected.getMessage());
  }

  private static Matrix solve(LinearSystem system, QuadraticCost cost) {
    return new RiccatiEquation(new LinearQuadraticProblem(system, cost)).solve();
  }
}
