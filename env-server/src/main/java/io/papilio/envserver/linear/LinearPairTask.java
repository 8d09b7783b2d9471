package io.papilio.envserver.linear;

import io.papilio.core.control.LinearPair;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the two systems of a challenging pair. Experts move along e2; whoever leaves that axis
 * must know which system it is.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), the challenging pair. The
 * initial state is not given there: here x1 = offset, and x2 is N(0, initialScale²).
 *
 * @param offset along e1, 0 for demonstrations that cannot distinguish the systems
 */
record LinearPairTask(List<LinearSystem> systems, double offset, double initialScale)
    implements HiddenSystemTask {
  private static final Keyword<Double> OFFSET =
      Keyword.number("offset", 1e-3, "first coordinate of the initial state");
  private static final Keyword<Double> INITIAL_SCALE =
      Keyword.number("initial_scale", 1, "standard deviation of the second coordinate");

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Stabilize one of two similar systems",
          HiddenSystemTask.REWARD,
          LinearTask.NEVER,
          HiddenSystemTask.PITFALLS + ", the challenging pair",
          Stream.concat(
                  LinearPair.KEYWORDS.stream(),
                  Stream.of(HiddenSystemTask.SYSTEM, OFFSET, INITIAL_SCALE))
              .toList());

  LinearPairTask {
    systems = List.copyOf(systems);
    Require.finite(offset, OFFSET.name());
    Noise.requireScale(initialScale, INITIAL_SCALE);
  }

  static LinearPairTask of(KeywordArguments keywords) {
    return new LinearPairTask(
        HiddenSystemTask.chosen(LinearPair.of(keywords).systems(), keywords),
        keywords.get(OFFSET),
        keywords.get(INITIAL_SCALE));
  }

  @Override
  public Vector initialObservation(NumpyGenerator generator) {
    return Vector.of(offset, initialScale * generator.standardNormal());
  }
}
