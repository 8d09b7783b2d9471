package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Bring a fingertip to a target: Reacher.
 *
 * @param version version 4 has no keywords, rewards the place from which a step starts, and shows
 *     the distance to the target along all axes
 */
public record ReacherTask(
    Version version, double distanceRewardWeight, double controlRewardWeight, int frameSkip)
    implements LocomotionTask {
  private static final int ANGLES = 2;

  private static final Keyword<Double> DISTANCE_WEIGHT =
      Keyword.number("reward_dist_weight", 1, "weight of the distance to the target in the reward");
  private static final Keyword<Double> CONTROL_WEIGHT =
      Keyword.number("reward_control_weight", 1, "weight of the control cost in the reward");
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(2);

  public static TaskDefinition definition(Version version) {
    return new TaskDefinition(
        version,
        "Reach a target with a two-joint arm",
        version == Version.V5
            ? "-reward_dist_weight * |x_fingertip - x_target| - reward_control_weight * |a|^2, with"
                + " the positions x after the step (m) and a the action"
            : "-|x_fingertip - x_target| - |a|^2, with the positions x before the step (m) and a"
                + " the action",
        TaskDefinition.NEVER,
        version.keywords(List.of(), DISTANCE_WEIGHT, CONTROL_WEIGHT, FRAME_SKIP),
        keywords ->
            new ReacherTask(
                version,
                keywords.get(DISTANCE_WEIGHT),
                keywords.get(CONTROL_WEIGHT),
                keywords.get(FRAME_SKIP)));
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
