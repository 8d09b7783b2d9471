package io.papilio.core.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> KNOWN = List.of("seed", "port", "total-steps");

  @Test
  void nearestComeFirstWithoutRegardToCase() {
    assertEquals(List.of("port", "seed"), NearestNames.to("PROT", KNOWN, 2));
    assertEquals(List.of("total-steps"), NearestNames.to("total_step", KNOWN, 1));
  }
}
