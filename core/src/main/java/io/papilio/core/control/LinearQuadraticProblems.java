package io.papilio.core.control;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;

/**
 * The problems behind the linear environments, for the environments and for their experts.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendices B.4 and B.5.
 */
public final class LinearQuadraticProblems {
  public static final String MARGINAL_ID = "LqrMarginal-v0";
  public static final String CLIFF_ID = "LqrCliff-v0";

  /** The paper's η. */
  public static final Keyword<Double> ETA =
      Keyword.number("eta", 0.1, "time eta between two steps of the spring, greater than 0");

  private LinearQuadraticProblems() {}

  /**
   * The problem behind a linear environment.
   *
   * @param keywords the environment's keyword arguments, of which {@code eta} matters here
   * @throws InvalidValueException when the id is of no linear environment
   */
  public static LinearQuadraticProblem of(String environmentId, KeywordArguments keywords) {
    return switch (environmentId) {
      case MARGINAL_ID -> marginal();
      case CLIFF_ID -> cliff(keywords.get(ETA));
      default ->
          throw new InvalidValueException(
              "environment", environmentId, MARGINAL_ID + " or " + CLIFF_ID);
    };
  }

  /**
   * Marginally stable dynamics (B.4): A = 1.0025 I, B = -0.005 O with an orthogonal O, Q = R = I.
   *
   * <p>The paper prints B = [[-0.0043, -0.0026], [-0.0026, -0.0043]], which is no multiple of an
   * orthogonal matrix, and K = [[1.3867, 0.8250], [0.8250, -1.3867]]. That gain, to all printed
   * digits, belongs to the reflection O = K / |K| and the factor 0.005, where B = [[-0.0043,
   * -0.0026], [-0.0026, 0.0043]] after rounding: the last element's sign is a misprint.
   */
  public static LinearQuadraticProblem marginal() {
    // O = [[c, s], [s, -c]] with c : s = 1.3867 : 0.8250
    double norm = Math.sqrt(1.3867 * 1.3867 + 0.8250 * 0.8250);
    double c = 1.3867 / norm;
    double s = 0.8250 / norm;
    Matrix o = Matrix.of(2, 2, c, s, s, -c);
    return new LinearQuadraticProblem(
        new LinearSystem(Matrix.identity(2).scale(1.0025), o.scale(-0.005)),
        QuadraticCost.identity(2, 2));
  }

  /**
   * A spring near a cliff (B.5): x1 is its position, x2 its velocity, the action pushes the
   * velocity. The cost does not know of the cliff.
   *
   * <p>The paper says dx = du = 2 in passing, yet B = [0, 1]' takes a single action; so do we.
   *
   * @param eta time between two steps, positive
   */
  public static LinearQuadraticProblem cliff(double eta) {
    Require.positive(eta, "eta");
    // A = exp(η [[0, 1], [-1, 0]]), B = [0, 1]', Q = R = I
    Matrix a = Matrix.of(2, 2, 0, 1, -1, 0).scale(eta).exponential();
    return new LinearQuadraticProblem(
        new LinearSystem(a, Matrix.of(2, 1, 0, 1)), QuadraticCost.identity(2, 1));
  }
}
