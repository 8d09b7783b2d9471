package io.papilio.envserver.locomotion;

import io.papilio.core.env.EnvironmentFactory;
import java.util.List;
import java.util.OptionalDouble;

/** The MuJoCo environments that there are. */
public final class LocomotionEnvironments {
  private static final List<EnvironmentFactory> ALL =
      List.of(
          new LocomotionFactory(
              "Hopper-v5", "hopper.xml", 1000, OptionalDouble.of(3800), PlanarWalkerTask::hopper),
          new LocomotionFactory(
              "Walker2d-v5",
              "walker2d.xml",
              1000,
              OptionalDouble.empty(),
              PlanarWalkerTask::walker2d));

  private LocomotionEnvironments() {}

  /** One factory per id; always the same ones, so that all users share the compiled models. */
  public static List<EnvironmentFactory> all() {
    return ALL;
  }
}
