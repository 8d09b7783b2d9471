package io.papilio.core.control;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * A system that a good clone can make explode: A = I, B = cI, the expert K* = -(ε/c) I and the
 * reward -|x|². Under the policy K* + ε' I the state grows by the factor 1 + δ a step, δ = cε' - ε,
 * while the one-step error stays below |x1|² ε'² a step: where c is large, a small ε' is enough.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Proposition C.1 and its proof in appendix D.1.
 *
 * @param epsilon ε, by how much the expert contracts, in (0, 1]
 * @param c what an action does to the state
 * @param dimension d
 */
public record ErrorAmplification(double epsilon, double c, int dimension) {
  public static final String ID = "ErrorAmplification-v0";

  private static final Keyword<Double> EPSILON =
      Keyword.number("epsilon", 0.1, "rate at which the expert contracts the state, 0 to 1");
  private static final Keyword<Double> C =
      Keyword.number("c", 1, "gain of the action on the state, greater than 0");
  private static final Keyword<Integer> DIMENSION =
      Keyword.integer("dimension", 2, "dimension d of state and action, 1 to 1000");

  /** The keywords that {@link #of} reads. */
  public static final List<Keyword<?>> KEYWORDS = List.of(EPSILON, C, DIMENSION);

  public ErrorAmplification {
    Require.that(epsilon > 0 && epsilon <= 1, "epsilon", epsilon, "> 0 and <= 1");
    Require.positive(c, "c");
    Require.within(dimension, 1, 1000, "dimension");
  }

  /** The problem with these keywords of {@code ErrorAmplification-v0}. */
  public static ErrorAmplification of(KeywordArguments keywords) {
    return new ErrorAmplification(keywords.get(EPSILON), keywords.get(C), keywords.get(DIMENSION));
  }

  public LinearSystem system() {
    // A = I, B = c I
    Matrix identity = Matrix.identity(dimension);
    return new LinearSystem(identity, identity.scale(c));
  }

  /** K* of the policy u = K* x. */
  public Matrix expertGain() {
    // K* = -(ε / c) I
    return Matrix.identity(dimension).scale(-epsilon / c);
  }

  /** The gain K* + ε' I, the worst of all errors that are ε'-Lipschitz. */
  public Matrix worstGain(double epsilonPrime) {
    return expertGain().add(Matrix.identity(dimension).scale(epsilonPrime));
  }
}
