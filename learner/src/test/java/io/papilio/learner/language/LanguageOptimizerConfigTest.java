package io.papilio.learner.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageOptimizerConfigTest {
  @ParameterizedTest
  @CsvSource({"0, 2e-4", "3, 8e-4", "4, 8e-4", "54, 4e-4", "103, 0.08e-4"})
  void rateRisesAndFallsToZero(long step, double rate) {
    LanguageOptimizerConfig config =
        SmallLanguageModels.config(
                "optimizer.learning-rate", "8e-4",
                "optimizer.warm-up-steps", "4",
                "optimizer.final-rate", "0",
                "steps", "104")
            .optimizer();
    assertEquals(rate, config.learningRateAt(step, 104), 1e-15);
  }

  @Test
  void partialDecayEndsAtItsShareOfTheRate() {
    LanguageOptimizerConfig config =
        SmallLanguageModels.config(
                "optimizer.learning-rate", "8e-4",
                "optimizer.warm-up-steps", "0",
                "optimizer.final-rate", "0.5")
            .optimizer();
    assertEquals(8e-4, config.learningRateAt(0, 100), 1e-15);
    assertEquals(6e-4, config.learningRateAt(50, 100), 1e-15);
    assertEquals(4e-4, config.learningRateAt(100, 100), 1e-15);
  }
}
