package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "raw | raw | raw",
        "raw:name=sgd | sgd | raw:name=sgd",
        "ema | ema | ema:power=0.75,burn-in=500,minimum-rate=0.0001",
        "ema:name=ema | ema | ema:power=0.75,burn-in=500,minimum-rate=0.0001",
        "ema:minimum-rate=0,name=slow,power=1 | slow"
            + " | ema:power=1,burn-in=500,minimum-rate=0,name=slow",
        "constant-ema:rate=1e-3 | constant-ema | constant-ema:rate=0.001,burn-in=0",
        "mean:burn-in=2000 | mean | mean:burn-in=2000",
      })
  void specificationIsReadAndWrittenOutInFull(String text, String name, String full) {
    AverageSpec spec = AverageSpec.parse(text);
    assertEquals(name, spec.name());
    assertEquals(full, spec.toString());
    assertEquals(full, AverageSpec.parse(full).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emma | one of raw, ema, constant-ema, mean",
        "'' | one of raw, ema, constant-ema, mean",
        "ema:powr=1 | no powr, but any of power, burn-in, minimum-rate",
        "raw:burn-in=1 | no burn-in",
        "ema:power | parameters written as NAME=VALUE,NAME=VALUE",
        "ema:power=1, | parameters written as NAME=VALUE,NAME=VALUE",
        "ema:power=1,power=2 | power once",
        "ema:power=-1 | power >= 0",
        "ema:power=NaN | power >= 0",
        "ema:power=Infinity | power >= 0",
        "ema:power=half | a number as power",
        "ema:burn-in=-1 | burn-in >= 0",
        "ema:burn-in=1.5 | an integer as burn-in",
        "ema:minimum-rate=2 | minimum-rate 0 to 1",
        "constant-ema:rate=1.5 | rate 0 to 1",
        "ema:name=../x | a name of letters, digits, '.', '_', '-'",
        "ema:name= | a name of letters, digits, '.', '_', '-'",
        "raw:name=training | another name than training",
      })
  void wrongSpecificationIsRejected(String text, String expected) {
    var error = assertThrows(InvalidValueException.class, () -> AverageSpec.parse(text));
    assertEquals("average: " + text + " (expected: " + expected + ")", error.getMessage());
  }

  @Test
  void averagesOfABankHaveDistinctNames() {
    assertEquals(
        List.of("ema", "slow"),
        AverageSpec.parseAll(List.of("ema", "ema:power=0.5,name=slow")).stream()
            .map(AverageSpec::name)
            .toList());
    assertEquals(
        "average: ema:power=0.5 (expected: another name than ema, for example by name=ema-2)",
        rejection(List.of("ema", "ema:power=0.5")));
    assertEquals(
        "average: none (expected: at least one of raw, ema, constant-ema, mean)",
        rejection(List.of()));
  }

  private static String rejection(List<String> texts) {
    return assertThrows(InvalidValueException.class, () -> AverageSpec.parseAll(texts))
        .getMessage();
  }
}
