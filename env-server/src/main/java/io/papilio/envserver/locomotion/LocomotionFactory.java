package io.papilio.envserver.locomotion;

import io.papilio.core.env.Box;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Options;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.Tensor;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.MujocoModel.ControlRange;
import io.papilio.envserver.mujoco.ViewConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Makes the environments of one id. Its model is compiled at the first use, shared by all of them
 * and kept as long as the process lives. Safe for use by several threads at once.
 */
final class LocomotionFactory implements EnvironmentFactory {
  private static final List<String> RENDER_MODES =
      Arrays.stream(RenderMode.values()).map(RenderMode::gymnasiumName).toList();

  private final String id;
  private final String mjcf;
  private final int maxEpisodeSteps;
  private final OptionalDouble rewardThreshold;
  private final Function<Options, LocomotionTask> tasks;
  private MujocoModel model;

  /**
   * @param mjcf name of the model's file in this package
   * @param tasks reads the keywords; refuses unknown and bad ones
   */
  LocomotionFactory(
      String id,
      String mjcf,
      int maxEpisodeSteps,
      OptionalDouble rewardThreshold,
      Function<Options, LocomotionTask> tasks) {
    this.id = id;
    this.mjcf = mjcf;
    this.maxEpisodeSteps = maxEpisodeSteps;
    this.rewardThreshold = rewardThreshold;
    this.tasks = tasks;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EnvironmentSpec spec(Options options) {
    LocomotionTask task = tasks.apply(options);
    ViewKeywords.read(options, FamilyCameras.of(id), model());
    return spec(task, model());
  }

  @Override
  public Map<String, String> libraries() {
    return Map.of("mujoco", MujocoModel.libraryVersion());
  }

  @Override
  public Environment create(Options options) {
    LocomotionTask task = tasks.apply(options);
    MujocoModel shared = model();
    ViewConfig view = ViewKeywords.read(options, FamilyCameras.of(id), shared);
    LocomotionEnvironment environment = task.start(spec(task, shared), shared);
    environment.show(view);
    return environment;
  }

  private EnvironmentSpec spec(LocomotionTask task, MujocoModel model) {
    double framesPerSecond = Math.rint(1.0 / (model.timestep() * task.frameSkip()));
    return new EnvironmentSpec(
        id,
        Box.unbounded(task.observationSize(model)),
        actionSpace(model),
        OptionalInt.of(maxEpisodeSteps),
        rewardThreshold,
        new Rendering(RENDER_MODES, (int) framesPerSecond));
  }

  private static Box actionSpace(MujocoModel model) {
    float[] low = new float[model.controlSize()];
    float[] high = new float[model.controlSize()];
    for (int i = 0; i < low.length; i++) {
      ControlRange range = model.controlRanges().get(i);
      low[i] = (float) range.low();
      high[i] = (float) range.high();
    }
    return new Box(Tensor.float32(low), Tensor.float32(high));
  }

  private synchronized MujocoModel model() {
    if (model == null) {
      model = MujocoModel.compile(read(mjcf));
    }
    return model;
  }

  private static String read(String file) {
    try (InputStream stream = LocomotionFactory.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
