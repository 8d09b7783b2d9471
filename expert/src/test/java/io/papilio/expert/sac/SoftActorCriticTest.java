package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against sac-reference.py: three updates in NumPy, with numerical gradients. */
class SoftActorCriticTest extends ReferenceLearner {
  private static final int UPDATES = 3;

  @Test
  void actionsAndLogProbabilitiesAreThoseOfNumpy() {
    ActionDraws draws = new ActionDraws(learner.actor(), N);
    draws.draw(reference.floats("states"), STATE, normal());
    assertClose("sampled_actions.0", draws.actions());
    assertClose("log_probabilities.0", draws.logProbabilities());
  }

  @Test
  void criticsStartApartAndTheirTargetsWithThem() {
    SoftActorCritic fresh =
        new SoftActorCritic(CONFIG, STATE, ACTION, RandomStreams.of(CONFIG.seed()));
    float[] theta = fresh.critic().theta();
    int half = theta.length / 2;
    float[] first = Arrays.copyOf(theta, half);
    assertFalse(Arrays.equals(first, Arrays.copyOfRange(theta, half, theta.length)));
    assertArrayEquals(theta, fresh.target().theta());
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
}
