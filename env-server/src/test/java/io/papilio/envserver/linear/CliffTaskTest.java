package io.papilio.envserver.linear;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What "Butterfly Effects of SGD Noise", appendix B.5, says of the spring near a cliff. */
class CliffTaskTest {
  private static final String ID = "LqrCliff-v0";
  private static final double KAPPA = -0.05;

  @Test
  void springStartsAwayFromTheCliff() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(0));
      for (int i = 0; i < 100; i++) {
        assertTrue(LinearEpisodes.state(environment.reset(ResetRequest.CONTINUE)).get(0) >= 0);
      }
    }
  }

  @Test
  void everyStepOnFirmGroundGivesOneAndTheFallEndsTheEpisode() {
    try (Environment environment =
        LinearEpisodes.make(ID, KeywordArguments.of("fall_reward", -7))) {
      for (int seed = 0; seed < 20; seed++) {
        List<TimeStep> steps =
            LinearEpisodes.play(environment, LinearEpisodes.expertGain(ID), seed);
        for (TimeStep step : steps) {
          boolean fallen = LinearEpisodes.state(step).get(0) <= KAPPA;
          assertEquals(fallen, step.terminated());
          assertEquals(fallen ? -7 : 1, step.reward());
        }
      }
    }
  }

  @Test
  void fallenSpringTakesNoFurtherStep() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(0));
      environment.step(LinearEpisodes.action(-10));
      // The push moved the velocity; the position follows a step later.
      TimeStep fall = environment.step(LinearEpisodes.action(0));
      assertTrue(fall.terminated());
      assertFails(Reason.RESET_NEEDED, () -> environment.step(LinearEpisodes.action(0)));
    }
  }

  @Test
  void returnCountsTheStepsSurvived() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      List<TimeStep> steps = LinearEpisodes.play(environment, Matrix.of(1, 2, 0, 1), 0);
      assertTrue(steps.get(steps.size() - 1).terminated());
      assertEquals(steps.size() - 1, LinearEpisodes.undiscountedReturn(steps));
    }
  }

  /** The expert does not know of the cliff; stiffer springs stay away from it for longer. */
  @Test
  void expertFallsSometimesAndIsNotTheBest() {
    double expert = meanSurvival(LinearEpisodes.expertGain(ID));
    assertTrue(expert > 400 && expert < 800, () -> "mean survival " + expert);
    assertTrue(meanSurvival(Matrix.of(1, 2, -0.8, -0.5)) > expert);
  }

  /** The origin of the oscillations: gains that differ little survive for very different times. */
  @Test
  void smallErrorsOfTheGainChangeTheSurvivalGreatly() {
    Matrix expert = LinearEpisodes.expertGain(ID);
    double softer = meanSurvival(expert.add(Matrix.of(1, 2, 0.25, 0)));
    double stiffer = meanSurvival(expert.add(Matrix.of(1, 2, -0.25, 0)));
    assertTrue(stiffer > 1.5 * softer, () -> softer + " against " + stiffer);
  }

  @Test
  void cliffAndSpringFollowTheirKeywords() {
    KeywordArguments options =
        new KeywordArguments(Map.of("kappa", -1.0, "eta", 0.2, "noise_scale", 0.0));
    try (Environment environment = LinearEpisodes.make(ID, options)) {
      Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(0)));
      Vector next = LinearEpisodes.state(environment.step(LinearEpisodes.action(0)));
      // A rotation by eta; a few roundings of numbers below 1.
      double position = Math.cos(0.2) * x.get(0) + Math.sin(0.2) * x.get(1);
      assertEquals(position, next.get(0), 1e-15);
    }
    assertInvalid("kappa", () -> LinearEpisodes.make(ID, KeywordArguments.of("kappa", 0.1)));
  }

  private static double meanSurvival(Matrix gain) {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      return IntStream.range(0, 20)
          .mapToDouble(
              seed ->
                  LinearEpisodes.undiscountedReturn(LinearEpisodes.play(environment, gain, seed)))
          .average()
          .orElseThrow();
    }
  }
}
