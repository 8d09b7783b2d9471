package io.papilio.envserver.linear;

import io.papilio.core.control.ChallengingPair;
import io.papilio.core.control.CliffLoss;
import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.EnvironmentFactory;
import java.util.List;

/** The linear environments that there are. */
public final class LinearEnvironments {
  private static final List<EnvironmentFactory> ALL =
      List.of(
          new LinearFactory(LinearQuadraticProblems.MARGINAL_ID, MarginalTask::of),
          new LinearFactory(LinearQuadraticProblems.CLIFF_ID, CliffTask::of),
          new LinearFactory(ErrorAmplification.ID, ErrorAmplificationTask::of),
          new LinearFactory(CliffLoss.ID, CliffLossTask::of, 1),
          new LinearFactory(
              UnstableScalarTask.ID, UnstableScalarTask::of, HiddenSystemTask.HORIZON),
          new LinearFactory(ChallengingPair.ID, ChallengingPairTask::of, HiddenSystemTask.HORIZON));

  private LinearEnvironments() {}

  /** One factory per id. */
  public static List<EnvironmentFactory> all() {
    return ALL;
  }
}
