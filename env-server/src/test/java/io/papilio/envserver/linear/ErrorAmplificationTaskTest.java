package io.papilio.envserver.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Vector;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proposition C.1 of "Butterfly Effects of SGD Noise" as an environment. */
class ErrorAmplificationTaskTest {
  private static final String ID = "ErrorAmplification-v0";

  @Test
  void actionsPushByCAndTheRewardIsOfTheStateTheyWereTakenIn() {
    try (Environment environment = LinearEpisodes.make(ID, KeywordArguments.of("c", 4))) {
      Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(2)));
      TimeStep step = environment.step(LinearEpisodes.action(0.5, -0.25));
      // x' = x + c u, r = -|x|^2
      assertEquals(Vector.of(x.get(0) + 2, x.get(1) - 1), LinearEpisodes.state(step));
      assertEquals(-(x.get(0) * x.get(0) + x.get(1) * x.get(1)), step.reward());
      assertFalse(step.isLast());
    }
  }

  @Test
  void initialStateScalesAndHasTheDimension() {
    Map<String, Object> keywords = Map.of("dimension", 3.0, "initial_scale", 0.5);
    assertEquals(
        initial(KeywordArguments.of("dimension", 3)).scale(0.5),
        initial(new KeywordArguments(keywords)));
  }

  private static Vector initial(KeywordArguments options) {
    try (Environment environment = LinearEpisodes.make(ID, options)) {
      Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(1)));
      assertEquals(3, x.size());
      return x;
    }
  }
}
