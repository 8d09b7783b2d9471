package io.papilio.core.control;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.Require;
import java.util.Arrays;

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

  public CliffLoss {
    Require.finite(mu, "mu");
    Require.positive(epsilon, "epsilon");
    Require.positive(cost, "cost");
    Require.that(cost > epsilon * epsilon, "cost", cost, "> epsilon^2 = " + epsilon * epsilon);
    Require.within(dimension, 1, 1000, "dimension");
  }

  /** Reads the keywords {@code mu}, {@code epsilon}, {@code cost} and {@code dimension}. */
  public static CliffLoss of(KeywordArguments options) {
    return new CliffLoss(
        options.number("mu", 0),
        options.number("epsilon", 0.1),
        options.number("cost", 1),
        options.integer("dimension", 1));
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
