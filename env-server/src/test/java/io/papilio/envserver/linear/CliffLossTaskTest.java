package io.papilio.envserver.linear;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What "Butterfly Effects of SGD Noise", section 4.3, says of the cliff loss. */
class CliffLossTaskTest {
  private static final String ID = "CliffLoss-v0";
  private static final KeywordArguments OPTIONS =
      new KeywordArguments(Map.of("mu", 0.5, "epsilon", 0.1, "cost", 3.0));

  @Test
  void rewardIsTheSquareNearTheMeanAndTheCostBeyond() {
    assertEquals(-0.0, reward(0.5));
    assertEquals(-0.0625 * 0.0625, reward(0.5625));
    assertEquals(-0.0625 * 0.0625, reward(0.4375));
    assertEquals(-3, reward(0.625));
    assertEquals(-3, reward(-7));
  }

  @Test
  void everyEpisodeIsOneStepFromTheSameObservation() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.of("dimension", 3))) {
      for (int seed = 0; seed < 3; seed++) {
        TimeStep first = environment.reset(ResetRequest.seeded(seed));
        assertEquals(Vector.of(1, 0, 0), LinearEpisodes.state(first));
        assertTrue(environment.step(LinearEpisodes.action(0, 0, 0)).terminated());
      }
    }
  }

  /**
   * Proposition 4.1: of SGD with a constant rate, the last iterate is over the cliff with
   * probability above a half where η is large against ε², and the average is not.
   */
  @Test
  void averageOfIteratesStaysOnTheCliffWhereIteratesFall() {
    double eta = 0.5;
    double gamma = 0.0005;
    NumpyGenerator generator = NumpyGenerator.ofSeed(0);
    double theta = 0.5;
    double average = 0.5;
    double raw = 0;
    double ema = 0;
    int steps = 20_000;
    for (int t = 0; t < steps; t++) {
      // θ(t+1) = θ(t) - η (θ(t) - µ + w)
      theta -= eta * (theta - 0.5 + generator.standardNormal());
      average = (1 - gamma) * average + gamma * theta;
      raw += reward(theta) / steps;
      ema += reward(average) / steps;
    }
    assertTrue(raw < -3.0 / 2, "raw " + raw);
    assertTrue(ema > -3.0 / 100, "average " + ema);
  }

  @Test
  void costBelowTheSquareOfTheDistanceIsRejected() {
    assertInvalid("cost", () -> LinearEpisodes.make(ID, KeywordArguments.of("cost", 0.001)));
  }

  private static double reward(double theta) {
    try (Environment environment = LinearEpisodes.make(ID, OPTIONS)) {
      environment.reset(ResetRequest.seeded(0));
      return environment.step(LinearEpisodes.action(theta)).reward();
    }
  }
}
