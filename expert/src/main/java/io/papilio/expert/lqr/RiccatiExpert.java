package io.papilio.expert.lqr;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearQuadraticRegulator;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.LinearPolicy;

/** The optimal policy u = Kx of a linear environment; it needs no training. */
public final class RiccatiExpert {
  private RiccatiExpert() {}

  /**
   * Solves the Riccati equation of the problem behind an environment.
   *
   * @param environmentId for example {@code LqrCliff-v0}
   * @param options the environment's keywords
   * @throws io.papilio.core.validation.InvalidValueException when the id is of no linear
   *     environment
   */
  public static LinearPolicy of(String environmentId, KeywordArguments options) {
    return new LinearPolicy(
        LinearQuadraticRegulator.solve(LinearQuadraticProblems.of(environmentId, options)).gain());
  }
}
