package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Bring a fingertip to a target: the keywords of Reacher.
 *
 * @param version version 4 has no keywords, rewards the place from which a step starts, and shows
 *     the distance to the target along all axes
 */
public record ReacherTask(
    Version version, double distanceRewardWeight, double controlRewardWeight, int frameSkip)
    implements LocomotionTask {
  private static final int ANGLES = 2;

  public static ReacherTask read(KeywordArguments options, Version version) {
    version.checkKnown(
        options,
        version == Version.V5 ? List.of("reward_dist_weight", "reward_control_weight") : List.of());
    return new ReacherTask(
        version,
        options.number("reward_dist_weight", 1),
        options.number("reward_control_weight", 1),
        options.integer("frame_skip", 2));
  }

  /** How many axes of the distance to the target are shown. */
  int shownAxes() {
    return version == Version.V5 ? 2 : 3;
  }

  @Override
  public int stepMicros() {
    return 15;
  }

  @Override
  public ModelNeeds needs() {
    return new ModelNeeds(2, 2, 0, List.of("fingertip", "target"));
  }

  @Override
  public int observationSize(MujocoModel model) {
    return 2 * ANGLES + (model.positionSize() - ANGLES) + ANGLES + shownAxes();
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new ReacherEnvironment(spec, model, this);
  }
}
