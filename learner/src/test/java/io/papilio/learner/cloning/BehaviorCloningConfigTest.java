package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.SettingEntry;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
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
        "batch-size | 0 | batch-size: 0 (expected: > 0)",
        "imitator | tree | imitator: tree (expected: one of [mlp, linear, transformer])",
        "hidden-layers | -1 | hidden-layers: -1 (expected: >= 0)",
        "width | 0 | width: 0 (expected: > 0)",
        "learning-rate | 0 | learning-rate: 0.0 (expected: a finite number > 0)",
        "learning-rate | NaN | learning-rate: NaN (expected: a finite number > 0)",
        "learning-rate-power | -1 | learning-rate-power: -1.0 (expected: a finite number >= 0)",
        "beta1 | 1 | beta1: 1.0 (expected: >= 0 and < 1)",
        "beta2 | -0.1 | beta2: -0.1 (expected: >= 0 and < 1)",
        "optimizer | adam | optimizer: adam (expected: one of [adamw, sgd])",
        "optimizer | sgd:momentum=1 | optimizer sgd:momentum: 1.0 (expected: >= 0 and < 1)",
        "accumulation | 0 | accumulation: 0 (expected: > 0)",
        "warm-up-steps | -1 | warm-up-steps: -1 (expected: >= 0)",
        "weight-decay | -1 | weight-decay: -1.0 (expected: a finite number >= 0)",
        "average | raw,ema:power=-1"
            + " | average ema:power: -1.0 (expected: a finite number >= 0)",
        "average | raw,raw" + " | average: [raw, raw] (expected: distinct names, as ema:name=slow)",
        "average | ' ' | average: none (expected: at least one)",
        "trajectories | 1 | trajectories: 1 (expected: >= 2)",
        "demonstration-seed | -1 | demonstration-seed: -1 (expected: >= 0)",
        "validation-fraction | 1 | validation-fraction: 1.0 (expected: > 0 and < 1)",
        "evaluation-interval | 0 | evaluation-interval: 0 (expected: > 0)",
        "evaluation-episodes | 0 | evaluation-episodes: 0 (expected: > 0)",
        "evaluation-seed | -1 | evaluation-seed: -1 (expected: >= 0)",
        "demonstration-seed | 19 | demonstration-seed: 19"
            + " (expected: no seed that is also evaluated: 0 to 19)",
        "evaluation-seed | 1000099 | demonstration-seed: 1000000"
            + " (expected: no seed that is also evaluated: 1000099 to 1000118)",
      })
  void badValueIsRejected(String name, String text, String message) {
    var error = assertThrows(InvalidValueException.class, () -> SETTINGS.with(Map.of(name, text)));
    assertEquals(message, error.getMessage());
  }

  /** Without fresh trajectories these seeds of evaluations would be behind the demonstrations. */
  @Test
  void seedsThatFreshTrajectoriesMayHaveAreNotEvaluated() {
    Map<String, String> behind = Map.of("evaluation-seed", "2000000");
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> Settings.of(SETTINGS.with(behind)).with(Map.of("fresh-trajectories", "true")));
    assertEquals(
        "demonstration-seed: 1000000"
            + " (expected: no seed that is also evaluated: 2000000 to 2000019)",
        error.getMessage());
  }

  @Test
  void everySettingHasAShortNameOfItsOwn() {
    List<String> names = SETTINGS.entries().stream().map(SettingEntry::name).toList();
    assertEquals(List.of(), names.stream().filter(name -> name.contains(".")).toList());
  }

  @Test
  void demonstrationsAndEvaluationsUseConsecutiveSeeds() {
    var config =
        SETTINGS.with(
            Map.of(
                "trajectories", "3",
                "demonstration-seed", "2",
                "evaluation-episodes", "2"));
    assertEquals(EpisodeSeeds.of(2, 3), config.demonstrationSeeds());
    assertEquals(EpisodeSeeds.of(0, 2), config.evaluationSeeds());
  }

  @Test
  void learningRateDecaysByItsPower() {
    OptimizerConfig constant = OptimizerConfig.DEFAULTS;
    assertEquals(3e-4, constant.learningRateAt(0, 10));
    assertEquals(3e-4, constant.learningRateAt(9, 10));

    var linear = decay("1");
    assertEquals(8, linear.learningRateAt(0, 4));
    assertEquals(2, linear.learningRateAt(3, 4));

    var square = decay("2");
    assertEquals(0.5, square.learningRateAt(3, 4));
  }

  @Test
  void learningRateRisesInTheWarmUpAndDecaysBehindIt() {
    var warm = Settings.of(decay("1")).with(Map.of("warm-up-steps", "2"));
    assertEquals(4, warm.learningRateAt(0, 6));
    assertEquals(8, warm.learningRateAt(1, 6));
    assertEquals(8, warm.learningRateAt(2, 6));
    assertEquals(6, warm.learningRateAt(3, 6));
    assertEquals(2, warm.learningRateAt(5, 6));
    // A run that ends in its warm-up
    assertEquals(4, warm.learningRateAt(0, 1));
  }

  private static OptimizerConfig decay(String power) {
    return Settings.of(OptimizerConfig.DEFAULTS)
        .with(Map.of("learning-rate", "8", "learning-rate-power", power));
  }
}
