package io.papilio.envserver.linear;

import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The scalar x' = ξρx + u with ρ &gt; 1 and an unknown sign ξ. No smooth policy of x stabilizes
 * both signs: u = kx grows by ρ + |k| a step for one of them. Policies that alternate, draw at
 * random, or switch between shells reach zero.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), the talk's slides, "Stylizing
 * Instability". The initial state is not given there: N(0, initialScale²).
 *
 * @param systems those of ξ = 1 and ξ = -1, or one of them
 */
record UnstableScalarTask(List<LinearSystem> systems, double initialScale)
    implements HiddenSystemTask {
  static final String ID = "UnstableScalar-v0";

  private static final Keyword<Double> RHO =
      Keyword.number("rho", 2, "growth rho of the state per step, greater than 1");
  private static final Keyword<Integer> XI =
      Keyword.integer("xi", 0, "sign xi: 1, -1, or 0 for a sign drawn at each reset");
  private static final Keyword<Double> INITIAL_SCALE = Noise.initialScale(1);

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Stabilize a scalar of unknown sign",
          HiddenSystemTask.REWARD,
          LinearTask.NEVER,
          HiddenSystemTask.PITFALLS + ", talk, \"Stylizing Instability\"",
          List.of(RHO, XI, INITIAL_SCALE));

  UnstableScalarTask {
    systems = List.copyOf(systems);
    Noise.requireScale(initialScale, INITIAL_SCALE);
  }

  static UnstableScalarTask of(KeywordArguments keywords) {
    double rho = keywords.get(RHO);
    Require.that(rho > 1 && Double.isFinite(rho), RHO.name(), rho, "a finite number > 1");
    int xi = keywords.get(XI);
    Require.that(Math.abs(xi) <= 1, XI.name(), xi, "1, -1, or 0 for a sign drawn at each reset");
    List<LinearSystem> systems =
        xi == 0 ? List.of(system(rho), system(-rho)) : List.of(system(xi * rho));
    return new UnstableScalarTask(systems, keywords.get(INITIAL_SCALE));
  }

  @Override
  public Vector initialObservation(NumpyGenerator generator) {
    return Noise.normal(1, initialScale, generator);
  }

  private static LinearSystem system(double a) {
    return new LinearSystem(Matrix.of(1, 1, a), Matrix.identity(1));
  }
}
