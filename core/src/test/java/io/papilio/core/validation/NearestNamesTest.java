package io.papilio.core.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> KNOWN = List.of("seed", "port", "total-steps");

  @Test
  void nearestComeFirstWithoutRegardToCase() {
    assertEquals(List.of("port", "seed"), NearestNames.to("PROT", KNOWN, 2));
    assertEquals(List.of("total-steps"), NearestNames.to("total_step", KNOWN, 1));
  }

  @Test
  void nameThatIsMostlyWrongMeantNone() {
    assertEquals(Optional.of("port"), NearestNames.meant("prot", KNOWN));
    assertEquals(Optional.of("total-steps"), NearestNames.meant("TOTAL_STEP", KNOWN));
    assertEquals(Optional.empty(), NearestNames.meant("debug", KNOWN));
    assertEquals(Optional.empty(), NearestNames.meant("prot", List.of()));
  }
}
