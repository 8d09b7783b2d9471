package io.papilio.envserver.locomotion.pendulum;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Keep a pole upright by moving its cart: InvertedPendulum.
 *
 * @param version version 4 has no keywords, and pays the step that ends the episode
 */
public record InvertedPendulumTask(Version version, double resetNoiseScale, int frameSkip)
    implements LocomotionTask {
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(0.01);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(2);

  public InvertedPendulumTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition definition(Version version) {
    String fallen = "|angle| > " + InvertedPendulumEnvironment.MAX_ANGLE + " rad";
    return new TaskDefinition(
        version,
        "Balance a pole on a cart",
        version == Version.V5 ? "1, but 0 for the step that terminates" : "1",
        fallen + ", with the angle of the pole from upright",
        version.keywords(List.of(), RESET_NOISE_SCALE, FRAME_SKIP),
        keywords ->
            new InvertedPendulumTask(
                version, keywords.get(RESET_NOISE_SCALE), keywords.get(FRAME_SKIP)));
  }

  @Override
  public int stepMicros() {
    return 10;
  }

  @Override
  public ModelNeeds needs() {
    return ModelNeeds.joints(2, 0);
  }

  @Override
  public int observationSize(MujocoModel model) {
    return model.positionSize() + model.velocitySize();
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new InvertedPendulumEnvironment(spec, model, this);
  }
}
