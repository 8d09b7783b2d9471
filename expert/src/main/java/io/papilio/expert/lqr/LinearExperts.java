package io.papilio.expert.lqr;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.CliffLoss;
import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.Policy;
import java.util.List;

/**
 * The experts of the linear environments that have one. Where the system is hidden from the agent,
 * there is none, as the experts of the sources know which it is; except in {@code CascadePair-v0},
 * where both experts act alike.
 */
public final class LinearExperts {
  private static final List<String> IDS =
      List.of(
          LinearQuadraticProblems.CLIFF_ID,
          LinearQuadraticProblems.MARGINAL_ID,
          ErrorAmplification.ID,
          CliffLoss.ID,
          CascadePair.ID);

  private LinearExperts() {}

  /** The environments that have an expert. */
  public static List<String> ids() {
    return IDS;
  }

  /** Whether a linear imitator can be the expert of an environment. */
  public static boolean isLinear(String environmentId) {
    return IDS.contains(environmentId) && !environmentId.equals(CascadePair.ID);
  }

  /** What the expert of an environment is, in words. */
  public static String name(String environmentId) {
    return switch (environmentId) {
      case ErrorAmplification.ID -> "the contracting expert";
      case CliffLoss.ID -> "the expert at the mean";
      case CascadePair.ID -> "the expert that knows the disturbance";
      default -> "the Riccati expert";
    };
  }

  /**
   * The expert of an environment.
   *
   * @param options the environment's keywords
   * @throws io.papilio.core.validation.InvalidValueException when the environment has none
   */
  public static Policy of(String environmentId, KeywordArguments options) {
    return switch (environmentId) {
      case ErrorAmplification.ID -> new LinearPolicy(ErrorAmplification.of(options).expertGain());
      case CliffLoss.ID -> new LinearPolicy(CliffLoss.of(options).expertGain());
      case CascadePair.ID -> new CascadeExpert(CascadePair.of(options));
      default -> RiccatiExpert.of(environmentId, options);
    };
  }
}
