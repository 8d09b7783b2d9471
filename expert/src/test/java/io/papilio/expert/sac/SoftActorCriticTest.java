package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    learner = learner(CONFIG);
  }

  private SoftActorCritic learner(SacConfig config) {
    SoftActorCritic atReference =
        new SoftActorCritic(config, 2, 1, RandomStreams.of(config.seed()));
    set(atReference.actor().phi(), "phi");
    set(atReference.critic().theta(), "theta");
    set(atReference.target().theta(), "target");
    return atReference;
  }

  @AfterEach
  void free() {
    learner.close();
  }

  @Test
  void actionsAndLogProbabilitiesAreThoseOfNumpy() {
    ActionDraws draws = new ActionDraws(learner.actor(), 3);
    draws.draw(reference.floats("states"), 2, normal(3));
    assertClose("sampled_actions", draws.actions());
    assertClose("log_probabilities", draws.logProbabilities());
  }

  @Test
  void oneStateAtATimeGivesTheSameActions() {
    float[] states = reference.floats("states");
    float[] xi = normal(3);
    float[] actions = new float[3];
    ActionDraws draws = new ActionDraws(learner.actor(), 1);
    for (int i = 0; i < 3; i++) {
      draws.draw(Arrays.copyOfRange(states, 2 * i, 2 * i + 2), 2, new float[] {xi[i]});
      actions[i] = draws.actions()[0];
    }
    assertClose("sampled_actions", actions);
  }

  @Test
  void valueFollowsAfterATimeLimitButNotAfterTermination() {
    learner.drawNext(batch().nextStates(), nextNormal());
    float[] y = learner.targets(batch(), .5f);
    assertClose("targets", y);
    assertEquals(reference.floats("rewards")[1], y[1], "the second transition terminated");
  }

  @Test
  void criticLossIsThatOfNumpy() {
    float[] y = reference.floats("targets");
    double loss = 0;
    for (int j = 0; j < 2; j++) {
      loss += learner.critic().learn(j, learner.critic().values(j, batch().stateActions()), y);
    }
    assertEquals(reference.number("critic_loss"), loss, TOLERANCE);
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
    assertClose("theta_step", learner.critic().theta());
    assertClose("phi_step", learner.actor().phi());
    assertClose("target_step", learner.target().theta());
    assertClose("log_alpha_step", new float[] {learner.temperature().logAlpha()});
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
      assertArrayEquals(learner.actor().phi(), other.actor().phi());
      assertArrayEquals(learner.critic().theta(), other.critic().theta());
      assertArrayEquals(learner.target().theta(), other.target().theta());
      assertEquals(learner.temperature().logAlpha(), other.temperature().logAlpha());
    }
  }

  @Test
  void twoThreadsLearnTheSameBits() {
    learner.update(batch());
    TensorEngine.setThreads(2);
    try (SoftActorCritic other = learner(CONFIG)) {
      other.update(batch());
      assertArrayEquals(learner.actor().phi(), other.actor().phi());
      assertArrayEquals(learner.critic().theta(), other.critic().theta());
      assertArrayEquals(learner.target().theta(), other.target().theta());
    } finally {
      TensorEngine.setThreads(1);
    }
  }

  @Test
  void averageOfThePoliciesFollowsThemAndIsKept() {
    SacConfig averaging = Settings.of(CONFIG).with(Map.of("actorAveraging", "0.25"));
    try (SoftActorCritic averaged = learner(averaging);
        SoftActorCritic other = learner(averaging)) {
      float[] start = averaged.average().orElseThrow().actor().phi().clone();
      averaged.update(batch());
      float[] first = averaged.actor().phi().clone();
      TrainingState.Builder saved = TrainingState.builder();
      averaged.save(saved);
      averaged.update(batch());
      double[] expected = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        // phi~(1) = 3/4 phi~(0) + 1/4 phi(1), phi~(2) = 3/4 phi~(1) + 1/4 phi(2)
        expected[i] = .75 * (.75 * start[i] + .25 * first[i]) + .25 * averaged.actor().phi()[i];
      }
      float[] average = averaged.average().orElseThrow().actor().phi();
      assertArrayEquals(expected, widened(average), TOLERANCE);
      other.restore(saved.build());
      other.update(batch());
      assertArrayEquals(average, other.average().orElseThrow().actor().phi());
      // The average takes no part in the learning.
      learner.update(batch());
      assertArrayEquals(first, learner.actor().phi());
    }
  }

  @Test
  void divergedTrainingIsRefused() {
    learner.critic().theta()[0] = Float.NaN;
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

  private void set(float[] parameters, String name) {
    System.arraycopy(reference.floats(name), 0, parameters, 0, parameters.length);
  }

  /** The learner's noise, from the beginning of its stream. */
  private static float[] normal(int n) {
    return normal(RandomStreams.of(CONFIG.seed()).stream("update-noise"), n);
  }

  /** The noise after that of the states: of the next states. */
  private static float[] nextNormal() {
    return Arrays.copyOfRange(normal(6), 3, 6);
  }

  private static float[] normal(NumpyGenerator generator, int n) {
    float[] xi = new float[n];
    for (int i = 0; i < n; i++) {
      xi[i] = (float) generator.standardNormal();
    }
    return xi;
  }

  private void assertClose(String name, float[] actual) {
    assertArrayEquals(reference.doubles(name), widened(actual), TOLERANCE, name);
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }
}
