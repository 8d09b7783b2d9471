package io.papilio.envserver.linear;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.CliffLoss;
import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearPair;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.EnvironmentFactory;
import java.util.List;

/** The available linear environments. */
public final class LinearEnvironments {
  /** The horizon H; the paper's Figure 18 colors its trajectory by times up to about that. */
  private static final int HORIZON = 1000;

  private static final List<EnvironmentFactory> ALL =
      List.of(
          new LinearFactory(
              LinearQuadraticProblems.MARGINAL_ID,
              MarginalTask.DESCRIPTION,
              MarginalTask::of,
              HORIZON),
          new LinearFactory(
              LinearQuadraticProblems.CLIFF_ID, CliffTask.DESCRIPTION, CliffTask::of, HORIZON),
          new LinearFactory(
              ErrorAmplification.ID,
              ErrorAmplificationTask.DESCRIPTION,
              ErrorAmplificationTask::of,
              HORIZON),
          new LinearFactory(CliffLoss.ID, CliffLossTask.DESCRIPTION, CliffLossTask::of, 1),
          new LinearFactory(
              UnstableScalarTask.ID,
              UnstableScalarTask.DESCRIPTION,
              UnstableScalarTask::of,
              HiddenSystemTask.HORIZON),
          new LinearFactory(
              LinearPair.ID,
              LinearPairTask.DESCRIPTION,
              LinearPairTask::of,
              HiddenSystemTask.HORIZON),
          new LinearFactory(
              CascadePair.ID,
              CascadePairTask.DESCRIPTION,
              CascadePairTask::of,
              HiddenSystemTask.HORIZON));

  private LinearEnvironments() {}

  /** One factory per id. */
  public static List<EnvironmentFactory> all() {
    return ALL;
  }
}
