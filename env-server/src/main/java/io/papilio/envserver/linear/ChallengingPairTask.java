package io.papilio.envserver.linear;

import io.papilio.core.control.ChallengingPair;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * One of the two systems of the challenging pair. Experts move along e2; whoever leaves that axis
 * must know which system it is.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), the challenging pair. The
 * initial state is not given there: here x1 = offset, and x2 is N(0, initialScale²).
 *
 * @param offset along e1, 0 for demonstrations that cannot tell the systems apart
 */
record ChallengingPairTask(List<LinearSystem> systems, double offset, double initialScale)
    implements HiddenSystemTask {
  ChallengingPairTask {
    systems = List.copyOf(systems);
    Require.finite(offset, "offset");
    Noise.requireScale(initialScale, "initial_scale");
  }

  static ChallengingPairTask of(KeywordArguments options) {
    options.checkKnown(List.of("mu", "system", "offset", "initial_scale"));
    List<LinearSystem> both = new ChallengingPair(options.number("mu", 0.25)).systems();
    int chosen = options.integer("system", 0);
    Require.that(
        chosen >= 0 && chosen <= 2, "system", chosen, "1, 2, or 0 for one drawn at each reset");
    return new ChallengingPairTask(
        chosen == 0 ? both : List.of(both.get(chosen - 1)),
        options.number("offset", 1e-3),
        options.number("initial_scale", 1));
  }

  @Override
  public Vector initialObservation(NumpyGenerator generator) {
    return Vector.of(offset, initialScale * generator.standardNormal());
  }
}
