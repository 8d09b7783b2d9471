package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.learner.checkpoint.TrainingState;
import io.papilio.learner.network.TensorEngine;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against sac-reference.py: one update in NumPy, with numerical gradients. */
class SoftActorCriticTest {
  private static final SacConfig CONFIG =
      Settings.of(SacConfig.DEFAULTS)
          .with(
              Map.of(
                  "learningRate", "0.01",
                  "tau", "0.1",
                  "gamma", "0.9",
                  "seed", "7",
                  "hiddenUnits", "4",
                  "initialTemperature", "0.5",
                  "batchSize", "3"));
  // float32 against float64: a few units in the last place of numbers of order 1.
  private static final double TOLERANCE = 2e-6;

  private final Reference reference = Reference.load();
  private SoftActorCritic learner;

  @BeforeEach
  void startAtTheReference() {
    learner = new SoftActorCritic(CONFIG, 2, 1, RandomStreams.of(CONFIG.seed()));
    learner.actor().phi().set(reference.floats("phi"));
    learner.critic().theta().set(reference.floats("theta"));
    learner.target().theta().set(reference.floats("target"));
  }

  @AfterEach
  void free() {
    learner.close();
  }

  @Test
  void actionsAndLogProbabilitiesAreThoseOfNumpy() {
    try (NDManager manager = TensorEngine.newManager()) {
      SquashedGaussianActor.Sample sample =
          learner.actor().sample(array(manager, "states", 2), normal(3));
      assertClose("sampled_actions", sample.action().toFloatArray());
      assertClose("log_probabilities", sample.logProbability().toFloatArray());
    }
  }

  @Test
  void oneStateAtATimeGivesTheSameActions() {
    float[] states = reference.floats("states");
    float[] xi = normal(3);
    float[] actions = new float[3];
    for (int i = 0; i < 3; i++) {
      actions[i] =
          learner.actor()
              .draw(Arrays.copyOfRange(states, 2 * i, 2 * i + 2), new float[] {xi[i]})[0];
    }
    assertClose("sampled_actions", actions);
  }

  @Test
  void valueFollowsAfterATimeLimitButNotAfterTermination() {
    normal(learner, 3);
    try (NDManager manager = TensorEngine.newManager()) {
      float[] y = learner.targets(manager, batch(), .5f).toFloatArray();
      assertClose("targets", y);
      assertEquals(reference.floats("rewards")[1], y[1], "the second transition terminated");
    }
  }

  @Test
  void criticLossIsThatOfNumpy() {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray stateActions = manager.create(batch().stateActions(), new Shape(3, 3));
      float loss =
          learner.critic().loss(stateActions, array(manager, "targets", 1)).toFloatArray()[0];
      assertEquals(reference.number("critic_loss"), loss, TOLERANCE);
    }
  }

  @Test
  void oneUpdateMovesEverythingAsInNumpy() {
    UpdateStatistics statistics = learner.update(batch());
    assertEquals(reference.number("critic_loss"), statistics.criticLoss(), TOLERANCE);
    assertEquals(reference.number("actor_loss"), statistics.actorLoss(), TOLERANCE);
    assertEquals(.5, statistics.temperature(), 1e-7);
    double[] logProbabilities = reference.doubles("log_probabilities");
    assertEquals(
        -Arrays.stream(logProbabilities).average().orElseThrow(), statistics.entropy(), TOLERANCE);
    assertClose("theta_step", learner.critic().theta().copy());
    assertClose("phi_step", learner.actor().phi().copy());
    assertClose("target_step", learner.target().theta().copy());
    assertClose("log_alpha_step", new float[] {learner.temperature().logAlpha()});
  }

  @Test
  void policysLossGivesTheCriticsNoGradient() {
    try (NDManager manager = TensorEngine.newManager();
        GradientCollector tape = TensorEngine.newGradientCollector()) {
      NDArray states = array(manager, "states", 2);
      tape.backward(
          learner.actorLoss(states, learner.actor().differentiableSample(states, normal(3)), .5f));
    }
    float[] gradient = new float[learner.critic().theta().size()];
    learner.critic().theta().gradient().get(gradient);
    assertArrayEquals(new float[gradient.length], gradient);
  }

  @Test
  void restoredLearnerGoesOnBitForBit() {
    learner.update(batch());
    TrainingState.Builder saved = TrainingState.builder();
    learner.save(saved);
    learner.update(batch());
    try (SoftActorCritic other = new SoftActorCritic(CONFIG, 2, 1, RandomStreams.of(99))) {
      other.restore(saved.build());
      other.update(batch());
      assertArrayEquals(learner.actor().phi().copy(), other.actor().phi().copy());
      assertArrayEquals(learner.critic().theta().copy(), other.critic().theta().copy());
      assertArrayEquals(learner.target().theta().copy(), other.target().theta().copy());
      assertEquals(learner.temperature().logAlpha(), other.temperature().logAlpha());
    }
  }

  @Test
  void divergedTrainingIsRefused() {
    float[] theta = learner.critic().theta().copy();
    theta[0] = Float.NaN;
    learner.critic().theta().set(theta);
    assertThrows(InvalidValueException.class, () -> learner.update(batch()));
  }

  private TransitionBatch batch() {
    float[] states = reference.floats("states");
    float[] nextStates = reference.floats("next_states");
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 3);
    for (int i = 0; i < 3; i++) {
      buffer.add(
          Arrays.copyOfRange(states, 2 * i, 2 * i + 2),
          new float[] {reference.floats("actions")[i]},
          reference.doubles("rewards")[i],
          Arrays.copyOfRange(nextStates, 2 * i, 2 * i + 2),
          reference.doubles("continues")[i] == 0);
    }
    TransitionBatch batch = new TransitionBatch(3, 2, 1);
    // The first seed whose three draws are 0, 1, 2, in this order.
    buffer.sample(seedThatDrawsInOrder(), batch);
    return batch;
  }

  private static NumpyGenerator seedThatDrawsInOrder() {
    for (long seed = 0; ; seed++) {
      NumpyGenerator trial = NumpyGenerator.ofSeed(seed);
      if (trial.integers(3) == 0 && trial.integers(3) == 1 && trial.integers(3) == 2) {
        return NumpyGenerator.ofSeed(seed);
      }
    }
  }

  private NDArray array(NDManager manager, String name, int columns) {
    return manager.create(reference.floats(name), new Shape(3, columns));
  }

  /** The learner's noise, from the beginning of its stream. */
  private static float[] normal(int n) {
    return normal(RandomStreams.of(CONFIG.seed()).stream("update-noise"), n);
  }

  /** Takes the first draws, those of the states, from the learner's own stream. */
  private static void normal(SoftActorCritic learner, int n) {
    normal(learner.noise(), n);
  }

  private static float[] normal(NumpyGenerator generator, int n) {
    float[] xi = new float[n];
    for (int i = 0; i < n; i++) {
      xi[i] = (float) generator.standardNormal();
    }
    return xi;
  }

  private void assertClose(String name, float[] actual) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      widened[i] = actual[i];
    }
    assertArrayEquals(reference.doubles(name), widened, TOLERANCE, name);
  }
}
