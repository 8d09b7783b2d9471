package io.papilio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void roundsAreComparedOneByOne() {
    // A machine that is ten times as slow in the second round slows both.
    Ratio ratio = new Ratio(List.of(300.0, 20.0, 100.0), List.of(100.0, 10.0, 100.0));
    assertEquals(2, ratio.median());
    assertEquals(List.of("100", "100", "2.00 (1.00 to 3.00)"), ratio.cells());
  }

  @Test
  void evenNumberOfRoundsHasTheMeanOfTheMiddle() {
    assertEquals(1.5, new Ratio(List.of(1.0, 2.0), List.of(1.0, 1.0)).median());
  }

  @Test
  void roundsOfOneSideAloneAreRejected() {
    assertThrows(InvalidValueException.class, () -> new Ratio(List.of(1.0), List.of()));
  }
}
