package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.learner.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against sac-reference.py: three updates in NumPy, with numerical gradients. */
class SoftActorCriticTest {
  private static final int STATE = 2;
  private static final int ACTION = 3;
  private static final int N = 6;
  private static final int UPDATES = 3;
  private static final SacConfig CONFIG =
      Settings.of(SacConfig.DEFAULTS)
          .with(
              Map.of(
                  "learning-rate", "0.01",
                  "tau", "0.1",
                  "gamma", "0.9",
                  "seed", "40858",
                  "hidden-units", "4",
                  "initial-temperature", "0.3",
                  "batch-size", "6"));
  private static final Map<String, String> AVERAGING =
      Map.of("average", "raw,constant-ema:rate=0.25,name=ema");
  // float32 against float64, relative where above 1: some eighty roundings of 6e-8 each.
  private static final double TOLERANCE = 5e-6;

  private final Reference reference = Reference.load();
  private SoftActorCritic learner;

  @BeforeEach
  void startAtTheReference() {
    learner = learner(CONFIG);
  }

  private SoftActorCritic learner(SacConfig config) {
    SoftActorCritic atReference =
        new SoftActorCritic(config, STATE, ACTION, RandomStreams.of(config.seed()));
    Map<String, String> parameters = Map.of("actor", "phi", "critic", "theta", "target", "target");
    TrainingState.Builder state = TrainingState.builder();
    saved(atReference)
        .entries()
        .forEach(
            (name, tensor) ->
                state.put(
                    name,
                    parameters.containsKey(name)
                        ? Tensor.float32(reference.floats(parameters.get(name)))
                        : tensor));
    atReference.restore(state.build());
    return atReference;
  }

  private static TrainingState saved(SoftActorCritic learner) {
    TrainingState.Builder state = TrainingState.builder();
    learner.save(state);
    return state.build();
  }

  @AfterEach
  void free() {
    learner.close();
  }

  @Test
  void actionsAndLogProbabilitiesAreThoseOfNumpy() {
    ActionDraws draws = new ActionDraws(learner.actor(), N);
    draws.draw(reference.floats("states"), STATE, normal());
    assertClose("sampled_actions.0", draws.actions());
    assertClose("log_probabilities.0", draws.logProbabilities());
  }

  @Test
  void criticsStartApartAndTheirTargetsWithThem() {
    try (SoftActorCritic fresh =
        new SoftActorCritic(CONFIG, STATE, ACTION, RandomStreams.of(CONFIG.seed()))) {
      float[] theta = fresh.critic().theta();
      int half = theta.length / 2;
      float[] first = Arrays.copyOf(theta, half);
      assertFalse(Arrays.equals(first, Arrays.copyOfRange(theta, half, theta.length)));
      assertArrayEquals(theta, fresh.target().theta());
    }
  }

  @Test
  void oneStateAtATimeGivesTheSameActions() {
    float[] states = reference.floats("states");
    float[] xi = normal();
    float[] actions = new float[N * ACTION];
    ActionDraws draws = new ActionDraws(learner.actor(), 1);
    for (int i = 0; i < N; i++) {
      draws.draw(row(states, i, STATE), STATE, row(xi, i, ACTION));
      System.arraycopy(draws.actions(), 0, actions, i * ACTION, ACTION);
    }
    assertClose("sampled_actions.0", actions);
  }

  @Test
  void valueFollowsAfterATimeLimitButNotAfterTermination() {
    learner.drawNext(batch().nextStates(), nextNormal());
    float[] y = learner.targets(batch(), .3f);
    assertClose("targets.0", y);
    for (int i = 0; i < N; i++) {
      boolean terminated = reference.doubles("terminated")[i] == 1;
      assertEquals(terminated, y[i] == reference.floats("rewards")[i], "transition " + i);
    }
  }

  @Test
  void updatesHaveTheLossesOfNumpy() {
    for (int update = 0; update < UPDATES; update++) {
      UpdateStatistics statistics = learner.update(batch());
      assertNear("critic_loss." + update, statistics.criticLoss());
      assertNear("actor_loss." + update, statistics.actorLoss());
      assertNear("temperature." + update, statistics.temperature());
      double[] logProbabilities = reference.doubles("log_probabilities." + update);
      assertEquals(
          -Arrays.stream(logProbabilities).average().orElseThrow(),
          statistics.entropy(),
          TOLERANCE);
    }
  }

  @Test
  void firstUpdateHasTheGradientsOfNumpy() {
    learner.update(batch());
    TrainingState state = saved(learner);
    assertClose("critic_gradient.0", gradient(state, "critic-adam"));
    assertClose("actor_gradient.0", gradient(state, "actor-adam"));
    assertClose("log_alpha_gradient.0", gradient(state, "log-alpha-adam"));
  }

  /** Of differing gradients, so that Adam's steps are more than their signs. */
  @Test
  void updatesMoveEverythingAsInNumpy() {
    for (int update = 0; update < UPDATES; update++) {
      learner.update(batch());
      assertClose("theta." + update, learner.critic().theta());
      assertClose("phi." + update, learner.actor().phi());
      assertClose("target." + update, learner.target().theta());
      assertClose("log_alpha." + update, new float[] {learner.temperature().logAlpha()});
    }
  }

  @Test
  void restoredLearnerGoesOnBitForBit() {
    learner.update(batch());
    TrainingState saved = saved(learner);
    learner.update(batch());
    try (SoftActorCritic other = new SoftActorCritic(CONFIG, STATE, ACTION, RandomStreams.of(99))) {
      other.restore(saved);
      other.update(batch());
      assertSame(learner, other);
    }
  }

  @Test
  void twoThreadsLearnTheSameBits() {
    learner.update(batch());
    TensorEngine.setThreads(2);
    try (SoftActorCritic other = learner(CONFIG)) {
      other.update(batch());
      assertSame(learner, other);
    } finally {
      TensorEngine.setThreads(1);
    }
  }

  @Test
  void averageOfThePoliciesFollowsThemAndIsKept() {
    SacConfig averaging = Settings.of(CONFIG).with(AVERAGING);
    try (SoftActorCritic averaged = learner(averaging);
        SoftActorCritic other = learner(averaging)) {
      float[] start = ema(averaged);
      averaged.update(batch());
      float[] first = averaged.actor().phi().clone();
      TrainingState saved = saved(averaged);
      averaged.update(batch());
      double[] expected = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        // phi~(1) = 3/4 phi~(0) + 1/4 phi(1), phi~(2) = 3/4 phi~(1) + 1/4 phi(2)
        expected[i] = .75 * (.75 * start[i] + .25 * first[i]) + .25 * averaged.actor().phi()[i];
      }
      assertClose("average", expected, ema(averaged));
      other.restore(saved);
      other.update(batch());
      assertArrayEquals(ema(averaged), ema(other));
      // The average takes no part in the learning.
      learner.update(batch());
      assertArrayEquals(first, learner.actor().phi());
    }
  }

  @Test
  void averageThatTheStateLacksBeginsAtTheRestoredPolicy() {
    learner.update(batch());
    SacConfig averaging = Settings.of(CONFIG).with(AVERAGING);
    try (SoftActorCritic averaged = learner(averaging)) {
      averaged.restore(saved(learner));
      assertArrayEquals(learner.actor().phi(), ema(averaged));
    }
  }

  @Test
  void withoutAveragingOnlyTheNewestPolicyIsEvaluated() {
    assertEquals(List.of("raw"), learner.averages().names());
    learner.update(batch());
    float[] raw = new float[learner.actor().phi().length];
    learner.averages().copyTo("raw", raw);
    assertArrayEquals(learner.actor().phi(), raw);
  }

  private static float[] ema(SoftActorCritic learner) {
    float[] average = new float[learner.actor().phi().length];
    learner.averages().copyTo("ema", average);
    return average;
  }

  private TransitionBatch batch() {
    ReplayBuffer buffer = new ReplayBuffer(STATE, ACTION, N);
    for (int i = 0; i < N; i++) {
      buffer.add(
          row(reference.floats("states"), i, STATE),
          row(reference.floats("actions"), i, ACTION),
          reference.doubles("rewards")[i],
          row(reference.floats("next_states"), i, STATE),
          reference.doubles("terminated")[i] == 1);
    }
    TransitionBatch batch = new TransitionBatch(N, STATE, ACTION);
    buffer.sample(seedThatDrawsInOrder(), batch);
    return batch;
  }

  /** Of the first seed whose draws are 0, 1, 2, and so on. */
  private static NumpyGenerator seedThatDrawsInOrder() {
    for (long seed = 0; ; seed++) {
      NumpyGenerator trial = NumpyGenerator.ofSeed(seed);
      int drawn = 0;
      while (drawn < N && trial.integers(N) == drawn) {
        drawn++;
      }
      if (drawn == N) {
        return NumpyGenerator.ofSeed(seed);
      }
    }
  }

  /** Of the first step: m_1 = (1 - beta_1) g. */
  private static float[] gradient(TrainingState state, String adam) {
    float[] gradient = state.entry(adam + ".m").toFloats();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= .1f;
    }
    return gradient;
  }

  /** The noise of the states, from the beginning of the learner's stream. */
  private static float[] normal() {
    return Arrays.copyOf(noise(), N * ACTION);
  }

  /** The noise after that of the states: of the next states. */
  private static float[] nextNormal() {
    return Arrays.copyOfRange(noise(), N * ACTION, 2 * N * ACTION);
  }

  private static float[] noise() {
    NumpyGenerator generator = RandomStreams.of(CONFIG.seed()).stream("update-noise");
    float[] xi = new float[2 * N * ACTION];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) generator.standardNormal();
    }
    return xi;
  }

  private static float[] row(float[] values, int i, int width) {
    return Arrays.copyOfRange(values, i * width, (i + 1) * width);
  }

  private static void assertSame(SoftActorCritic expected, SoftActorCritic actual) {
    assertArrayEquals(expected.actor().phi(), actual.actor().phi());
    assertArrayEquals(expected.critic().theta(), actual.critic().theta());
    assertArrayEquals(expected.target().theta(), actual.target().theta());
    assertEquals(expected.temperature().logAlpha(), actual.temperature().logAlpha());
  }

  private void assertNear(String name, double actual) {
    assertNear(name, reference.number(name), actual);
  }

  private void assertClose(String name, float[] actual) {
    assertClose(name, reference.doubles(name), actual);
  }

  private static void assertClose(String name, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, name);
    for (int i = 0; i < actual.length; i++) {
      assertNear(name + "[" + i + "]", expected[i], actual[i]);
    }
  }

  private static void assertNear(String name, double expected, double actual) {
    assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), name);
  }
}
