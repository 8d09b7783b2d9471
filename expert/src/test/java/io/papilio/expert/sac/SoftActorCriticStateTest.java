package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.settings.Settings;
import io.papilio.kernels.WorkerThreads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A learner that is restored, and the averages of its policies. */
class SoftActorCriticStateTest extends ReferenceLearner {
  private static final Map<String, String> AVERAGING =
      Map.of("average", "raw,constant-ema:rate=0.25,name=ema");

  @Test
  void restoredLearnerGoesOnBitForBit() {
    learner.update(batch());
    TrainingState saved = saved(learner);
    learner.update(batch());
    SoftActorCritic other = new SoftActorCritic(CONFIG, STATE, ACTION, RandomStreams.of(99));
    other.restore(saved);
    other.update(batch());
    assertSame(learner, other);
  }

  @Test
  void twoThreadsLearnTheSameBits() {
    learner.update(batch());
    WorkerThreads.set(2);
    try {
      SoftActorCritic other = learner(CONFIG);
      other.update(batch());
      assertSame(learner, other);
    } finally {
      WorkerThreads.set(1);
    }
  }

  @Test
  void averageOfThePoliciesFollowsThemAndIsKept() {
    SacConfig averaging = Settings.of(CONFIG).with(AVERAGING);
    SoftActorCritic averaged = learner(averaging);
    SoftActorCritic other = learner(averaging);
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

  @Test
  void averageThatTheStateLacksBeginsAtTheRestoredPolicy() {
    learner.update(batch());
    SacConfig averaging = Settings.of(CONFIG).with(AVERAGING);
    SoftActorCritic averaged = learner(averaging);
    averaged.restore(saved(learner));
    assertArrayEquals(learner.actor().phi(), ema(averaged));
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

  private static void assertSame(SoftActorCritic expected, SoftActorCritic actual) {
    assertArrayEquals(expected.actor().phi(), actual.actor().phi());
    assertArrayEquals(expected.critic().theta(), actual.critic().theta());
    assertArrayEquals(expected.target().theta(), actual.target().theta());
    assertEquals(expected.temperature().logAlpha(), actual.temperature().logAlpha());
  }
}
