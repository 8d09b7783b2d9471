package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.InvalidValueException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Proposition C.1 of "Butterfly Effects of SGD Noise" says of its system. */
class ErrorAmplificationTest {
  private static final int H = 200;
  private static final int D = 3;
  private static final Vector X1 = Vector.of(1, -1, 1);

  /** A few roundings of numbers near 1. */
  private static final double ROUNDOFF = 1e-14;

  @Test
  void keywordsAreReadAndHaveDefaults() {
    assertEquals(new ErrorAmplification(0.1, 1, 2), ErrorAmplification.of(KeywordArguments.NONE));
    KeywordArguments options =
        new KeywordArguments(Map.of("epsilon", 0.5, "c", 4.0, "dimension", 3.0));
    assertEquals(new ErrorAmplification(0.5, 4, 3), ErrorAmplification.of(options));
    assertEquals(Matrix.identity(3).scale(-0.125), ErrorAmplification.of(options).expertGain());
  }

  @Test
  void expertsThatOvershootAreRejected() {
    for (double epsilon : new double[] {0, -0.5, 1.5}) {
      assertThrows(InvalidValueException.class, () -> new ErrorAmplification(epsilon, 1, 1));
    }
    assertEquals(0, new ErrorAmplification(1, 1, 1).expertGain().get(0, 0) + 1);
  }

  /** (b): closed loop, dynamics and expert are 1 - ε, sqrt(1 + c²) and ε/c Lipschitz. */
  @Test
  void systemAndExpertAreAsSmoothAsStated() {
    ErrorAmplification problem = new ErrorAmplification(0.125, 4, D);
    Matrix gain = problem.expertGain();
    assertEquals(1 - 0.125, problem.system().closedLoop(gain).operatorNorm(), ROUNDOFF);
    assertEquals(0.125 / 4, gain.operatorNorm(), ROUNDOFF);
    Matrix a = problem.system().a();
    Matrix b = problem.system().b();
    Matrix square = a.multiply(a.transpose()).add(b.multiply(b.transpose()));
    assertEquals(Math.sqrt(1 + 4 * 4), Math.sqrt(square.operatorNorm()), ROUNDOFF * 10);
  }

  /** (c): the reward falls by Ω(d H e^(Ω(Hδ))) for δ > 0, by no more than d min(H, 1/|δ|) else. */
  @ParameterizedTest
  @CsvSource({"0.04, 1", "0.04, 4", "0.03, 4", "0.02, 4", "0.005, 4"})
  void smallErrorsOfThePolicyCostAnExponentialAmount(double epsilonPrime, double c) {
    double epsilon = 0.06;
    ErrorAmplification problem = new ErrorAmplification(epsilon, c, D);
    double delta = c * epsilonPrime - epsilon;
    double worse = cost(problem, problem.worstGain(epsilonPrime));
    if (delta > 0) {
      // d H/2 (1 + δ)^(2 (H/2 - 1)), the proof's bound
      assertTrue(worse >= D * H / 2.0 * Math.pow(1 + delta, 2 * (H / 2 - 1)), "cost " + worse);
    } else {
      assertTrue(worse <= D * Math.min(H, 1 / Math.abs(delta)), "cost " + worse);
    }
  }

  /** (d): the one-step error stays below H |x1|² ε'² all the same. */
  @Test
  void imitationLossStaysSmall() {
    double epsilonPrime = 0.04;
    ErrorAmplification problem = new ErrorAmplification(0.06, 4, D);
    Matrix error = problem.worstGain(epsilonPrime).subtract(problem.expertGain());
    double loss = 0;
    Vector x = X1;
    for (int t = 0; t < H; t++) {
      Vector difference = error.multiply(x);
      loss += difference.dot(difference);
      x = problem.system().closedLoop(problem.expertGain()).multiply(x);
    }
    assertTrue(loss <= H * X1.dot(X1) * epsilonPrime * epsilonPrime, "loss " + loss);
    assertTrue(cost(problem, problem.worstGain(epsilonPrime)) > 1e10 * loss);
  }

  /** The sum of |x_t|² over H steps, from |x1|² = d. */
  private static double cost(ErrorAmplification problem, Matrix gain) {
    Matrix loop = problem.system().closedLoop(gain);
    double sum = 0;
    Vector x = X1;
    for (int t = 0; t < H; t++) {
      sum += x.dot(x);
      x = loop.multiply(x);
    }
    return sum;
  }
}
