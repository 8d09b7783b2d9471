package io.papilio.expert.lqr;

import io.papilio.core.control.CliffLoss;
import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.LinearPolicy;
import java.util.List;

/**
 * The experts of the linear environments that have one. Where the system is hidden from the agent,
 * there is none: the experts of the sources know which it is.
 */
public final class LinearExperts {
  private static final List<String> IDS =
      List.of(
          LinearQuadraticProblems.CLIFF_ID,
          LinearQuadraticProblems.MARGINAL_ID,
          ErrorAmplification.ID,
          CliffLoss.ID);

  private LinearExperts() {}

  /** The environments that have an expert. */
  public static List<String> ids() {
    return IDS;
  }

  /** What the expert of an environment is, in words. */
  public static String name(String environmentId) {
    return switch (environmentId) {
      case ErrorAmplification.ID -> "the contracting expert";
      case CliffLoss.ID -> "the expert at the mean";
      default -> "the Riccati expert";
    };
  }

  /**
   * The expert of an environment.
   *
   * @param options the environment's keywords
   * @throws io.papilio.core.validation.InvalidValueException when the environment has none
   */
  public static LinearPolicy of(String environmentId, KeywordArguments options) {
    return switch (environmentId) {
      case ErrorAmplification.ID -> new LinearPolicy(ErrorAmplification.of(options).expertGain());
      case CliffLoss.ID -> new LinearPolicy(CliffLoss.of(options).expertGain());
      default -> RiccatiExpert.of(environmentId, options);
    };
  }
}
