package io.papilio.learner.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  @Test
  void switchingCostIsTheShareOfCompletionsThatDiffer() {
    List<int[]> before =
        List.of(new int[] {1, 2, 3}, new int[] {4, 5, 0}, new int[] {6, 7, 8}, new int[] {9, 9, 9});
    List<int[]> after =
        List.of(new int[] {1, 2, 3}, new int[] {4, 5, 6}, new int[] {1, 7, 8}, new int[] {9, 8, 9});
    Divergence divergence = Divergence.of(before, after);
    assertArrayEquals(new int[] {-1, 2, 0, 1}, divergence.positions());
    assertEquals(0.75, divergence.switchingCost());
    assertEquals(0, Divergence.of(before, before).switchingCost());
  }
}
