package io.papilio.envserver.linear;

import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The scalar x' = ξρx + u with ρ &gt; 1 and an unknown sign ξ. No smooth policy of x stabilises
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

  UnstableScalarTask {
    systems = List.copyOf(systems);
    Noise.requireScale(initialScale, "initial_scale");
  }

  static UnstableScalarTask of(KeywordArguments options) {
    options.checkKnown(List.of("rho", "xi", "initial_scale"));
    double rho = options.number("rho", 2);
    Require.that(rho > 1 && Double.isFinite(rho), "rho", rho, "a finite number > 1");
    int xi = options.integer("xi", 0);
    Require.that(Math.abs(xi) <= 1, "xi", xi, "1, -1, or 0 for a sign drawn at each reset");
    List<LinearSystem> systems =
        xi == 0 ? List.of(system(rho), system(-rho)) : List.of(system(xi * rho));
    return new UnstableScalarTask(systems, options.number("initial_scale", 1));
  }

  @Override
  public Vector initialObservation(NumpyGenerator generator) {
    return Noise.normal(1, initialScale, generator);
  }

  private static LinearSystem system(double a) {
    return new LinearSystem(Matrix.of(1, 1, a), Matrix.identity(1));
  }
}
