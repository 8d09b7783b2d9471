package io.papilio.core.control;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;

/**
 * The reward of a single action θ: -|θ - µ|² within ε of µ, and -C over the cliff.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation 4.2, and C.2 in the appendix.
 *
 * @param mu every coordinate of µ
 * @param epsilon ε, the cliff's distance
 * @param cost C, more than ε²
 * @param dimension d
 */
public record CliffLoss(double mu, double epsilon, double cost, int dimension) {
  public static final String ID = "CliffLoss-v0";

  private static final Keyword<Double> MU =
      Keyword.number("mu", 0, "every coordinate of the best action mu");
  private static final Keyword<Double> EPSILON =
      Keyword.number("epsilon", 0.1, "distance of the cliff from mu, greater than 0");
  private static final Keyword<Double> COST =
      Keyword.number("cost", 1, "cost C beyond the cliff, greater than epsilon^2");
  private static final Keyword<Integer> DIMENSION =
      Keyword.integer("dimension", 1, "dimension d of action and observation, 1 to 1000");

  /** The keywords that {@link #of} reads. */
  public static final List<Keyword<?>> KEYWORDS = List.of(MU, EPSILON, COST, DIMENSION);

  public CliffLoss {
    Require.finite(mu, "mu");
    Require.positive(epsilon, "epsilon");
    Require.positive(cost, "cost");
    Require.that(cost > epsilon * epsilon, "cost", cost, "> epsilon^2 = " + epsilon * epsilon);
    Require.within(dimension, 1, 1000, "dimension");
  }

  /** The loss with these keywords of {@code CliffLoss-v0}. */
  public static CliffLoss of(KeywordArguments keywords) {
    return new CliffLoss(
        keywords.get(MU), keywords.get(EPSILON), keywords.get(COST), keywords.get(DIMENSION));
  }

  /** J(θ). */
  public double reward(Vector theta) {
    double[] center = new double[dimension];
    Arrays.fill(center, mu);
    double distance = theta.subtract(Vector.of(center)).norm();
    // J = -|θ - µ|² where |θ - µ| <= ε, and -C elsewhere
    return distance <= epsilon ? -distance * distance : -cost;
  }

  /** K of the expert u = Kx = µ at the only observation, x = (1, 0, ..., 0). */
  public Matrix expertGain() {
    double[] gain = new double[dimension * dimension];
    for (int row = 0; row < dimension; row++) {
      gain[row * dimension] = mu;
    }
    return Matrix.of(dimension, dimension, gain);
  }
}
