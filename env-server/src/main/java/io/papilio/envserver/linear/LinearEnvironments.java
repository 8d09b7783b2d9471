package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.EnvironmentFactory;
import java.util.List;

/** The linear environments that there are. */
public final class LinearEnvironments {
  private static final List<EnvironmentFactory> ALL =
      List.of(
          new LinearFactory(LinearQuadraticProblems.MARGINAL_ID, MarginalTask::of),
          new LinearFactory(LinearQuadraticProblems.CLIFF_ID, CliffTask::of));

  private LinearEnvironments() {}

  /** One factory per id. */
  public static List<EnvironmentFactory> all() {
    return ALL;
  }
}
