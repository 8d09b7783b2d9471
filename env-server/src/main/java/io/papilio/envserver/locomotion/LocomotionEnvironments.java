package io.papilio.envserver.locomotion;

import io.papilio.core.env.EnvironmentFactory;
import io.papilio.envserver.locomotion.arm.PusherTask;
import io.papilio.envserver.locomotion.arm.ReacherTask;
import io.papilio.envserver.locomotion.humanoid.HumanoidStandupTask;
import io.papilio.envserver.locomotion.humanoid.HumanoidTask;
import io.papilio.envserver.locomotion.pendulum.InvertedDoublePendulumTask;
import io.papilio.envserver.locomotion.pendulum.InvertedPendulumTask;
import io.papilio.envserver.locomotion.task.LocomotionFactory;
import io.papilio.envserver.locomotion.walker.AntTask;
import io.papilio.envserver.locomotion.walker.PlanarWalkerTask;
import io.papilio.envserver.locomotion.walker.RunningTask;
import io.papilio.envserver.model.ModelLibrary;
import io.papilio.envserver.model.Version;
import java.util.List;
import java.util.OptionalDouble;

/** The available MuJoCo environments. */
public final class LocomotionEnvironments {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static final ModelLibrary MODELS = new ModelLibrary();

  private static final List<EnvironmentFactory> ALL =
      List.of(
          new LocomotionFactory(
              MODELS,
              "Hopper-v5",
              "hopper.xml",
              1000,
              OptionalDouble.of(3800),
              PlanarWalkerTask.hopper(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Hopper-v4",
              "hopper.xml",
              1000,
              OptionalDouble.of(3800),
              PlanarWalkerTask.hopper(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Walker2d-v5",
              "walker2d_v5.xml",
              1000,
              NONE,
              PlanarWalkerTask.walker2d(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Walker2d-v4",
              "walker2d.xml",
              1000,
              NONE,
              PlanarWalkerTask.walker2d(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "HalfCheetah-v5",
              "half_cheetah.xml",
              1000,
              OptionalDouble.of(4800),
              RunningTask.halfCheetah(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "HalfCheetah-v4",
              "half_cheetah.xml",
              1000,
              OptionalDouble.of(4800),
              RunningTask.halfCheetah(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Swimmer-v5",
              "swimmer.xml",
              1000,
              OptionalDouble.of(360),
              RunningTask.swimmer(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Swimmer-v4",
              "swimmer.xml",
              1000,
              OptionalDouble.of(360),
              RunningTask.swimmer(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "InvertedPendulum-v5",
              "inverted_pendulum.xml",
              1000,
              OptionalDouble.of(950),
              InvertedPendulumTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "InvertedPendulum-v4",
              "inverted_pendulum.xml",
              1000,
              OptionalDouble.of(950),
              InvertedPendulumTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Ant-v5",
              "ant.xml",
              1000,
              OptionalDouble.of(6000),
              AntTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Ant-v4",
              "ant.xml",
              1000,
              OptionalDouble.of(6000),
              AntTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Humanoid-v5",
              "humanoid.xml",
              1000,
              NONE,
              HumanoidTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Humanoid-v4",
              "humanoid.xml",
              1000,
              NONE,
              HumanoidTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "HumanoidStandup-v5",
              "humanoidstandup.xml",
              1000,
              NONE,
              HumanoidStandupTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "HumanoidStandup-v4",
              "humanoidstandup.xml",
              1000,
              NONE,
              HumanoidStandupTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "InvertedDoublePendulum-v5",
              "inverted_double_pendulum.xml",
              1000,
              OptionalDouble.of(9100),
              InvertedDoublePendulumTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "InvertedDoublePendulum-v4",
              "inverted_double_pendulum.xml",
              1000,
              OptionalDouble.of(9100),
              InvertedDoublePendulumTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Reacher-v5",
              "reacher.xml",
              50,
              OptionalDouble.of(-3.75),
              ReacherTask.definition(Version.V5)),
          new LocomotionFactory(
              MODELS,
              "Reacher-v4",
              "reacher.xml",
              50,
              OptionalDouble.of(-3.75),
              ReacherTask.definition(Version.V4)),
          new LocomotionFactory(
              MODELS,
              "Pusher-v5",
              "pusher_v5.xml",
              100,
              OptionalDouble.of(0),
              PusherTask.definition()));

  private LocomotionEnvironments() {}

  /** One factory per id; always the same ones, so that all users share the compiled models. */
  public static List<EnvironmentFactory> all() {
    return ALL;
  }
}
