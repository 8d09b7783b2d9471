package io.papilio.laboratory.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void equalDifferencesAreEquallyFarApart() {
    Scale scale = new Scale(0, 4, 100, 20, false);
    assertEquals(100, scale.at(0));
    assertEquals(80, scale.at(1));
    assertEquals(20, scale.at(4));
  }

  @Test
  void equalRatiosAreEquallyFarApartOnALogarithmicScale() {
    Scale scale = new Scale(0.01, 100, 0, 40, true);
    // One rounding of each logarithm.
    assertEquals(10, scale.at(0.1), 1e-13);
    assertEquals(20, scale.at(1), 1e-13);
  }

  @Test
  void valuesBeyondTheEndsLieAtTheEnds() {
    Scale scale = new Scale(0, 1, 100, 0, false);
    assertEquals(0, scale.at(7));
    assertEquals(100, scale.at(-7));
  }

  @Test
  void aScaleWithoutWidthIsRejected() {
    assertThrows(InvalidValueException.class, () -> new Scale(1, 1, 0, 10, false));
    assertThrows(InvalidValueException.class, () -> new Scale(0, Double.NaN, 0, 10, false));
    assertThrows(InvalidValueException.class, () -> new Scale(0, 1, 0, 10, true));
  }
}
