package io.papilio.envserver.linear;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the two systems of a challenging pair, with a disturbance that the agent has to cancel.
 * The observation is (y1, y2, z). The expert's return is the number of steps.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), the main theorem.
 *
 * @param systems the linear parts
 */
record CascadePairTask(List<LinearSystem> systems, CascadePair.Disturbance disturbance)
    implements HiddenSystemTask {
  /** Where y saturates: far beyond the cost's bound, and in the range of networks of float32. */
  private static final double BOUND = 1e6;

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Cancel one of two disturbances",
          "1 - min(1, |y_1|), with y the state after the step, clipped to +-1e6",
          LinearTask.NEVER,
          HiddenSystemTask.PITFALLS + ", the main theorem",
          Stream.concat(CascadePair.KEYWORDS.stream(), Stream.of(HiddenSystemTask.SYSTEM))
              .toList());

  CascadePairTask {
    systems = List.copyOf(systems);
  }

  static CascadePairTask of(KeywordArguments keywords) {
    CascadePair cascade = CascadePair.of(keywords);
    List<LinearSystem> parts = List.of(cascade.linearPart(0), cascade.linearPart(1));
    return new CascadePairTask(HiddenSystemTask.chosen(parts, keywords), cascade.disturbance());
  }

  @Override
  public Vector initialObservation(NumpyGenerator generator) {
    return CascadePair.initial(generator);
  }

  @Override
  public Vector next(Vector state, Vector u) {
    // y' = A_i y + u - φ(z) g(z) e1, z' = 0
    Vector rest = Vector.of(u.get(0) - disturbance.at(state.get(2)), u.get(1));
    double[] next = HiddenSystemTask.super.next(state, rest).toArray();
    for (int i = 0; i < 2; i++) {
      next[i] = Math.max(-BOUND, Math.min(BOUND, next[i]));
    }
    return Vector.of(next);
  }

  @Override
  public double reward(Vector x, Vector u, Vector next) {
    return 1 + HiddenSystemTask.super.reward(x, u, next);
  }
}
