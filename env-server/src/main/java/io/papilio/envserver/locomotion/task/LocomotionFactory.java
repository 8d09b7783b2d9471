package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.StepCost;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.envserver.model.FamilyCameras;
import io.papilio.envserver.model.ModelLibrary;
import io.papilio.envserver.model.ViewKeywords;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.MujocoModel.ControlRange;
import io.papilio.envserver.mujoco.ViewConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes the environments of one id. Safe for use by several threads at once. */
public final class LocomotionFactory implements EnvironmentFactory {
  private static final List<String> RENDER_MODES =
      Arrays.stream(RenderMode.values()).map(RenderMode::gymnasiumName).toList();

  /** Keywords by which a client decides how long a step takes. */
  private static final List<String> COSTLY = List.of("xml_file", "frame_skip");

  /** So that one request cannot keep a server busy for ever. */
  private static final int MAX_FRAME_SKIP = 1024;

  private final ModelLibrary models;
  private final String id;
  private final String mjcf;
  private final int maxEpisodeSteps;
  private final OptionalDouble rewardThreshold;
  private final TaskDefinition definition;
  private final Keyword<String> xmlFile;
  private final ViewKeywords view;
  private final List<Keyword<?>> keywords;

  /**
   * @param mjcf name of the shipped model, the default of the keyword {@code xml_file}
   */
  public LocomotionFactory(
      ModelLibrary models,
      String id,
      String mjcf,
      int maxEpisodeSteps,
      OptionalDouble rewardThreshold,
      TaskDefinition definition) {
    this.models = models;
    this.id = id;
    this.mjcf = mjcf;
    this.maxEpisodeSteps = maxEpisodeSteps;
    this.rewardThreshold = rewardThreshold;
    this.definition = definition;
    xmlFile = Keyword.text("xml_file", mjcf, "name of a shipped model, or MJCF text");
    view = new ViewKeywords(FamilyCameras.of(id));
    keywords = new ArrayList<>(definition.keywords());
    if (definition.choosesModel()) {
      keywords.add(xmlFile);
    }
    keywords.addAll(view.of(definition.version()));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EnvironmentDescription description() {
    return new EnvironmentDescription(
        "MuJoCo",
        definition.summary(),
        definition.reward(),
        definition.termination(),
        "Gymnasium 1.3, MuJoCo environments, " + id,
        keywords);
  }

  @Override
  public EnvironmentSpec spec(KeywordArguments given) {
    LocomotionTask task = task(given);
    return with(
        given,
        model -> {
          view.read(given, model);
          return spec(task, model);
        });
  }

  @Override
  public Map<String, String> libraries() {
    return Map.of("mujoco", MujocoModel.libraryVersion());
  }

  @Override
  public StepCost stepCost(KeywordArguments given) {
    return COSTLY.stream().anyMatch(given::has)
        ? StepCost.UNKNOWN
        : StepCost.ofMicros(task(given).stepMicros());
  }

  @Override
  public Environment create(KeywordArguments given) {
    LocomotionTask task = task(given);
    return with(
        given,
        model -> {
          ViewConfig config = view.read(given, model);
          LocomotionEnvironment environment = task.start(spec(task, model), model);
          environment.show(config);
          if (ModelLibrary.isForeign(given.get(xmlFile))) {
            environment.countArena();
          }
          return environment;
        });
  }

  private LocomotionTask task(KeywordArguments given) {
    given.checkKnown(keywords);
    return definition.tasks().apply(given);
  }

  private <T> T with(KeywordArguments given, Function<MujocoModel, T> use) {
    return models.with(given.get(xmlFile), use);
  }

  @Override
  public Optional<String> modelDigest() {
    return Optional.of("sha256:" + ModelLibrary.digest(mjcf).sha256());
  }

  private EnvironmentSpec spec(LocomotionTask task, MujocoModel model) {
    task.needs().check(model);
    Require.positive(task.frameSkip(), "frame_skip");
    Require.within(task.frameSkip(), 1, MAX_FRAME_SKIP, "frame_skip");
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
}
