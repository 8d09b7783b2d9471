package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviorCloningConfigTest {
  private static final Settings<BehaviorCloningConfig> SETTINGS =
      Settings.of(BehaviorCloningConfig.DEFAULTS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed | -1 | seed: -1 (expected: >= 0)",
        "steps | 0 | steps: 0 (expected: > 0)",
        "batchSize | 0 | batchSize: 0 (expected: > 0)",
        "imitator | tree | imitator: tree (expected: one of [mlp, linear])",
        "hiddenLayers | -1 | hiddenLayers: -1 (expected: >= 0)",
        "width | 0 | width: 0 (expected: > 0)",
        "learningRate | 0 | learningRate: 0.0 (expected: a finite number > 0)",
        "learningRate | NaN | learningRate: NaN (expected: a finite number > 0)",
        "learningRatePower | -1 | learningRatePower: -1.0 (expected: a finite number >= 0)",
        "beta1 | 1 | beta1: 1.0 (expected: >= 0 and < 1)",
        "beta2 | -0.1 | beta2: -0.1 (expected: >= 0 and < 1)",
        "weightDecay | -1 | weightDecay: -1.0 (expected: a finite number >= 0)",
        "emaPower | -1 | emaPower: -1.0 (expected: a finite number >= 0)",
        "emaBurnIn | -1 | emaBurnIn: -1 (expected: >= 0)",
        "emaMinimumRate | 2 | emaMinimumRate: 2.0 (expected: 0.0 to 1.0)",
        "trajectories | 1 | trajectories: 1 (expected: >= 2)",
        "demonstrationSeed | -1 | demonstrationSeed: -1 (expected: >= 0)",
        "validationFraction | 1 | validationFraction: 1.0 (expected: > 0 and < 1)",
        "evaluationInterval | 0 | evaluationInterval: 0 (expected: > 0)",
        "evaluationEpisodes | 0 | evaluationEpisodes: 0 (expected: > 0)",
        "evaluationSeed | -1 | evaluationSeed: -1 (expected: >= 0)",
        "demonstrationSeed | 19 | demonstrationSeed: 19"
            + " (expected: no seed that is also evaluated: 0 to 19)",
        "evaluationSeed | 1000099 | demonstrationSeed: 1000000"
            + " (expected: no seed that is also evaluated: 1000099 to 1000118)",
      })
  void badValueIsRefused(String name, String text, String message) {
    var error = assertThrows(InvalidValueException.class, () -> SETTINGS.with(Map.of(name, text)));
    assertEquals(message, error.getMessage());
  }

  @Test
  void everySettingHasANameOfItsOwn() {
    List<String> names = SETTINGS.entries().stream().map(Settings.Entry::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
  }

  @Test
  void demonstrationsAndEvaluationsUseConsecutiveSeeds() {
    var config =
        SETTINGS.with(
            Map.of(
                "trajectories", "3",
                "demonstrationSeed", "2",
                "evaluationEpisodes", "2"));
    assertEquals(EpisodeSeeds.of(2, 3), config.demonstrationSeeds());
    assertEquals(EpisodeSeeds.of(0, 2), config.evaluationSeeds());
  }

  @Test
  void learningRateDecaysByItsPower() {
    OptimizerConfig constant = OptimizerConfig.DEFAULTS;
    assertEquals(3e-4, constant.learningRateAt(0, 10));
    assertEquals(3e-4, constant.learningRateAt(9, 10));

    var linear = new OptimizerConfig(8, 1, 0.9, 0.999, 0.1);
    assertEquals(8, linear.learningRateAt(0, 4));
    assertEquals(2, linear.learningRateAt(3, 4));

    var square = new OptimizerConfig(8, 2, 0.9, 0.999, 0.1);
    assertEquals(0.5, square.learningRateAt(3, 4));
  }
}
