package io.papilio.learner.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.PointEnvironment;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RowNetwork;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEvaluatorTest {
  /** Where x begins at 0.5, 0.501 and 0.502. */
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(500, 3);

  /**
   * u = 8 x: beyond the bounds of 2, so that one clipped step of 1 leads to 1.5, another to 2.5.
   */
  private static final Policy PUSH =
      NetworkPolicy.unbounded(new RowNetwork(2, 1, in -> new float[] {8 * in[0]}), false);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void scoreIsTheMeanReturnOverTheExpertsWithActionsClipped(int environments) {
    PolicyScore score = new PolicyEvaluator(runner(environments), SEEDS, -2).evaluate(PUSH);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      EpisodeStatistics episode = score.episodes().get(i);
      assertEquals(SEEDS.get(i), episode.seed().orElseThrow());
      assertEquals(2, episode.length());
      double x = (500 + i) / 1000.0;
      double expected = (1 - (x + 1) * (x + 1)) + (1 - (x + 2) * (x + 2));
      assertEquals(expected, episode.undiscountedReturn(), 1e-12);
      sum += episode.undiscountedReturn();
    }
    assertEquals(sum / 3, score.meanReturn());
    assertEquals(sum / 3 / -2, score.normalizedReward());
    assertEquals(2, score.meanLength());
  }

  @Test
  void noSeedsAndAReturnOfZeroAreRejected() {
    RolloutRunner runner = runner(1);
    assertRejected(
        "evaluation seeds: 0 (expected: at least 1)",
        () -> new PolicyEvaluator(runner, List.of(), 1));
    assertRejected(
        "the expert's mean return: 0 (expected: not 0, to divide by)",
        () -> new PolicyEvaluator(runner, SEEDS, 0));
  }

  private static RolloutRunner runner(int size) {
    return new Rollout(PointEnvironment.vector(size, AutoresetMode.NEXT_STEP));
  }

  private static void assertRejected(String message, Runnable call) {
    assertEquals(message, assertThrows(InvalidValueException.class, call::run).getMessage());
  }
}
