package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.TimeLimit;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.expert.sac.SacConfig;
import io.papilio.expert.sac.SoftActorCritic;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.averaging.ConstantEma;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That settings do what they say. */
class SacSettingsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 48", // steps 51 to 98
    "1, 4, 1, 12", // steps 52, 56, ..., 96
    "1, 4, 3, 36",
    "2, 1, 1, 48",
    "2, 4, 3, 36",
  })
  void updatesAreAsManyAsStepsAndSettingsSay(
      int numEnvs, int stepsPerUpdate, int updatesInARow, long updates) {
    Map<String, String> settings = SmallRun.small(numEnvs);
    settings.put("total-steps", "98");
    settings.put("steps-per-update", "" + stepsPerUpdate);
    settings.put("updates-in-a-row", "" + updatesInARow);
    SmallRun.train(directory, settings, Progress.SILENT);
    assertEquals(updates, checkpoint().integer("actor-adam.steps"));
    assertEquals(updates, checkpoint().integer("critic-adam.steps"));
  }

  @Test
  void policyThatWasBestStaysWhenLaterOnesAreWorse() {
    // Ten steps at -1, then at -2 and so on, of episodes that the first evaluation begins.
    assertEquals(-10, train(SmallRun.SETTINGS, -1));
    TensorFile model = SafeTensors.read(directory.resolve(ExpertFile.NAME));
    assertEquals("50", model.metadata().get("step"));
    assertEquals("-10.0", model.metadata().get("mean_return"));
  }

  @Test
  void averageIsKeptWhereItIsBetterThanThePolicy() {
    Map<String, String> averaging = new HashMap<>(SmallRun.SETTINGS);
    averaging.put("average", "raw,constant-ema:rate=0.1,name=ema");
    // Of the twelve evaluations in turn, the last one is the average's.
    assertEquals(120, train(averaging, 1));
    TensorFile model = SafeTensors.read(directory.resolve(ExpertFile.NAME));
    assertEquals("300", model.metadata().get("step"));
    TrainingState checkpoint = checkpoint();
    float[] newest = checkpoint.entry("actor").toFloats();
    float[] average = new float[newest.length];
    AverageSpec spec = new ConstantEma(0.1, 0, "ema");
    AverageBank bank = new AverageBank(List.of(spec), newest);
    bank.restore("averages", checkpoint, newest);
    bank.copyTo("ema", average);
    float[] first = model.tensors().get("actor.latent_pi.0.weight").toFloats();
    assertArrayEquals(Arrays.copyOf(average, first.length), first);
  }

  @ParameterizedTest
  @CsvSource({"-1, -3", "-2, -6"})
  void targetEntropyIsThatOfAllThreeActionDimensions(String perDimension, double target) {
    SacConfig config =
        Settings.of(SacConfig.DEFAULTS)
            .with(Map.of("target-entropy-per-dimension", perDimension, "batch-size", "4"));
    RandomStreams streams = RandomStreams.of(3);
    ReplayBuffer buffer = new ReplayBuffer(2, 3, 1);
    buffer.add(new float[2], new float[3], 1, new float[2], false);
    TransitionBatch batch = new TransitionBatch(4, 2, 3);
    buffer.sample(streams.stream("minibatches"), batch);
    SoftActorCritic learner = new SoftActorCritic(config, 2, 3, streams);
    double entropy = learner.update(batch).entropy();
    TrainingState.Builder state = TrainingState.builder();
    learner.temperature().save(state);
    // Adam's first m is (1 - beta_1) of the gradient; float32 has some seven digits.
    float m = state.build().floats("log-alpha-adam.m", 1)[0];
    assertEquals(entropy - target, m / .1, 1e-5);
  }

  @Test
  void temperatureOfABillionLeavesEveryNumberFinite() {
    Map<String, String> hot = new HashMap<>(SmallRun.SETTINGS);
    hot.put("initial-temperature", "1e9");
    // The trainer ends a run at the first number that is not finite.
    assertTrue(Double.isFinite(SmallRun.train(directory, hot, Progress.SILENT)));
  }

  /** Trains with evaluations that earn {@code slope} times their number at each of ten steps. */
  private double train(Map<String, String> settings, double slope) {
    SacConfig config = Settings.of(SacConfig.DEFAULTS).with(settings);
    List<CallOrder> three =
        Stream.generate(() -> new CallOrder(new TimeLimit(new Sloping(slope)))).limit(3).toList();
    try (VectorEnvironment environments = PointEnvironment.vector(1, AutoresetMode.SAME_STEP);
        VectorEnvironment evaluation = new LocalVectorEnvironment(three, AutoresetMode.NEXT_STEP);
        Run run = SmallRun.open(directory, environments, config, Optional.empty())) {
      SacTrainer trainer =
          new SacTrainer(config, environments, new Rollout(evaluation), run, Optional.empty());
      run.execute(Progress.SILENT, trainer::train);
      return trainer.bestReturn();
    }
  }

  private TrainingState checkpoint() {
    return SmallRun.checkpoint(directory);
  }

  /** The point, whose reward is {@code slope} times the number of its episodes so far. */
  private static final class Sloping implements Environment {
    private final PointEnvironment point = new PointEnvironment();
    private final double slope;
    private int episodes;

    Sloping(double slope) {
      this.slope = slope;
    }

    @Override
    public EnvironmentSpec spec() {
      return point.spec();
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      episodes++;
      return point.reset(request);
    }

    @Override
    public TimeStep step(Element action) {
      TimeStep step = point.step(action);
      return new TimeStep(step.observation(), slope * episodes, false, false, step.info());
    }

    @Override
    public void close() {}
  }
}
