package io.papilio.envserver.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What "Butterfly Effects of SGD Noise", appendix B.4, says of the marginally stable system. */
class MarginalTaskTest {
  private static final String ID = "LqrMarginal-v0";

  @Test
  void rewardIsMinusTheCostOfStateAndAction() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(3)));
      double reward = environment.step(LinearEpisodes.action(0.5, -2)).reward();
      // Q = R = I
      assertEquals(-x.dot(x) - (0.25 + 4), reward);
    }
  }

  @Test
  void episodesLastTheWholeHorizon() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      List<TimeStep> steps = LinearEpisodes.play(environment, LinearEpisodes.expertGain(ID), 0);
      assertEquals(1000, steps.size());
      assertTrue(steps.get(999).truncated());
      assertFalse(steps.get(999).terminated());
    }
  }

  @Test
  void expertShortensTheStateInEveryStepWithoutNoise() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.of("noise_scale", 0))) {
      double length = LinearEpisodes.state(environment.reset(ResetRequest.seeded(0))).norm();
      for (TimeStep step : LinearEpisodes.play(environment, LinearEpisodes.expertGain(ID), 0)) {
        double next = LinearEpisodes.state(step).norm();
        assertTrue(next < length);
        length = next;
      }
    }
  }

  /** Appendix D.2: close to the expert, returns are close too, so nothing is amplified. */
  @Test
  void smallErrorsOfTheGainChangeTheReturnLittle() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(4);
    Matrix expert = LinearEpisodes.expertGain(ID);
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.NONE)) {
      double best = LinearEpisodes.undiscountedReturn(LinearEpisodes.play(environment, expert, 0));
      for (int i = 0; i < 20; i++) {
        Vector error = Noise.normal(4, 0.05, generator);
        Matrix imitator = expert.add(Matrix.of(2, 2, error.toArray()));
        double imitated =
            LinearEpisodes.undiscountedReturn(LinearEpisodes.play(environment, imitator, 0));
        assertEquals(1, imitated / best, 0.1);
      }
    }
  }
}
