package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "raw | raw:name=raw",
        "raw:name=sgd | raw:name=sgd",
        "ema | ema:power=0.75,burn-in=500,minimum-rate=1e-4,period=1,name=ema",
        "ema:minimum-rate=0,name=slow,power=1"
            + " | ema:power=1,burn-in=500,minimum-rate=0,period=1,name=slow",
        "constant-ema:rate=0.01 | constant-ema:rate=0.01,burn-in=0,name=constant-ema",
        "mean:burn-in=2000 | mean:burn-in=2000,name=mean",
        "lacoste-julien | lacoste-julien:burn-in=0,name=lacoste-julien",
        "suffix | suffix:share=0.5,name=suffix",
        "lawa:period=50 | lawa:checkpoints=6,period=50,name=lawa",
        "power-function | power-function:width=0.1,name=power-function",
        "posthoc:snapshots=8"
            + " | posthoc:narrow=0.05,wide=0.1,period=1000,snapshots=8,name=posthoc",
        "raw,ema:power=1,burn-in=2,mean"
            + " | raw:name=raw,ema:power=1,burn-in=2,minimum-rate=1e-4,period=1,name=ema,"
            + "mean:burn-in=0,name=mean",
      })
  void specificationIsReadAndWrittenOutInFull(String text, String full) {
    assertEquals(full, Averages.format(Averages.parse(text)));
    assertEquals(Averages.parse(text), Averages.parse(full));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emma | average: emma (expected: one of [raw, ema, constant-ema, mean, lacoste-julien,"
            + " suffix, lawa, power-function, posthoc])",
        "ema:power=-1 | average ema:power: -1.0 (expected: a finite number >= 0)",
        "ema:power=NaN | average ema:power: NaN (expected: a finite number >= 0)",
        "ema:burn-in=-1 | average ema:burn-in: -1 (expected: >= 0)",
        "ema:minimum-rate=2 | average ema:minimum-rate: 2.0 (expected: 0.0 to 1.0)",
        "constant-ema:rate=1.5 | average constant-ema:rate: 1.5 (expected: 0.0 to 1.0)",
        "constant-ema:burn-in=-1 | average constant-ema:burn-in: -1 (expected: >= 0)",
        "mean:burn-in=-1 | average mean:burn-in: -1 (expected: >= 0)",
        "lacoste-julien:burn-in=-1 | average lacoste-julien:burn-in: -1 (expected: >= 0)",
        "suffix:share=1 | average suffix:share: 1.0 (expected: > 0 and < 1)",
        "lawa:checkpoints=0 | average lawa:checkpoints: 0 (expected: > 0)",
        "lawa:period=0 | average lawa:period: 0 (expected: >= 1)",
        "power-function:width=0.3 | average power-function:width: 0.3"
            + " (expected: > 0 and <= 0.2886751345948129)",
        "posthoc:wide=0.01 | average posthoc:wide: 0.01 (expected: > 0.05)",
        "posthoc:snapshots=0 | average posthoc:snapshots: 0 (expected: > 0)",
        "raw:burn-in=1 | average raw:burn-in: unknown (expected: a setting, such as name)",
        "ema:name=../x" + " | average ema:name: ../x (expected: letters, digits, '.', '_' and '-')",
        "mean:name= | average mean:name:  (expected: letters, digits, '.', '_' and '-')",
        "raw:name=training | average raw:name: training (expected: another name)",
      },
      quoteCharacter = '"')
  void wrongSpecificationIsRejected(String text, String message) {
    var error = assertThrows(InvalidValueException.class, () -> Averages.parse(text));
    assertEquals(message, error.getMessage());
  }

  @Test
  void averagesOfARunHaveDistinctNames() {
    AverageSpec.requireDistinct(Averages.parse("ema,ema:power=0.5,name=slow"));
    assertEquals(
        "averages: [ema, ema] (expected: distinct names, as ema:name=slow)",
        rejection(Averages.parse("ema,ema:power=0.5")));
    assertEquals("averages: none (expected: at least one)", rejection(List.of()));
  }

  @ParameterizedTest
  @CsvSource({"499,ema lawa", "500,ema lawa", "501,ema lawa", "502,lawa", "999,lawa", "1001,''"})
  void averagesThatNeverAverageAreNamed(long steps, String names) {
    List<String> expected =
        names.isEmpty()
            ? List.of()
            : Stream.of(names.split(" "))
                .map(name -> "warning: average " + name + " is the newest iterate in all " + steps)
                .toList();
    List<String> warnings = AverageSpec.warnings(Averages.parse("raw,ema,mean,lawa,suffix"), steps);
    assertEquals(expected, warnings.stream().map(w -> w.replaceAll(" steps .*", "")).toList());
  }

  private static String rejection(List<AverageSpec> averages) {
    return assertThrows(InvalidValueException.class, () -> AverageSpec.requireDistinct(averages))
        .getMessage();
  }
}
