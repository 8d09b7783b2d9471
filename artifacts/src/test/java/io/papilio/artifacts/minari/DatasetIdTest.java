package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A data set's id is where it is. */
class DatasetIdTest {
  @ParameterizedTest
  @CsvSource({
    "d/hop/mine-v3, hop/mine-v3",
    "/data/hop/../jump/mine-v3, jump/mine-v3",
    "/mine-v3, mine-v3",
    "für_alle/umlaut-v0, für_alle/umlaut-v0",
  })
  void theLastTwoNamesAreTheId(String place, String id) {
    assertEquals(id, MinariDescription.idOf("out", Path.of(place)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root/dd6", "my data/x-v0", "a.b/x-v0", "root/x-v0 ", "root/x-v", "/", "x"})
  void namesThatMinariCannotParseAreRejected(String place) {
    var rejected =
        assertThrows(
            InvalidValueException.class, () -> MinariDescription.idOf("out", Path.of(place)));
    assertEquals(
        "out: " + place + " (expected: a path that ends with NAMESPACE/NAME-v0, the id in Minari)",
        rejected.getMessage());
  }
}
