package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.InvalidValueException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cliff loss, by hand; every number is a sum of few powers of two, so that all is exact. */
class CliffLossTest {
  private static final CliffLoss LOSS = new CliffLoss(0.5, 0.625, 3, 2);

  @Test
  void rewardIsTheSquaredDistanceUpToTheEdgeAndTheCostBeyond() {
    assertEquals(-0.0, LOSS.reward(Vector.of(0.5, 0.5)));
    assertEquals(-0.0625, LOSS.reward(Vector.of(0.5, 0.75)));
    // 3, 4, 5: on the edge itself, which is firm ground.
    assertEquals(-0.390625, LOSS.reward(Vector.of(0.5 - 0.375, 0.5 + 0.5)));
    assertEquals(-3, LOSS.reward(Vector.of(0.5 - 0.375, 0.5 + 0.5625)));
  }

  @Test
  void expertActsTheMeanAtTheOnlyObservation() {
    assertEquals(Matrix.of(2, 2, 0.5, 0, 0.5, 0), LOSS.expertGain());
    Vector action = LOSS.expertGain().multiply(Vector.of(1, 0));
    assertEquals(-0.0, LOSS.reward(action));
  }

  @Test
  void keywordsAreReadAndHaveDefaults() {
    assertEquals(new CliffLoss(0, 0.1, 1, 1), CliffLoss.of(KeywordArguments.NONE));
    Map<String, Object> all = Map.of("mu", 0.5, "epsilon", 0.625, "cost", 3.0, "dimension", 2.0);
    assertEquals(LOSS, CliffLoss.of(new KeywordArguments(all)));
  }

  @Test
  void lossesWithoutACliffAreRejected() {
    assertRejected("cost: 0.25 (expected: > epsilon^2 = 0.25)", 0, 0.5, 0.25, 1);
    assertRejected("epsilon: 0.0 (expected: a finite number > 0)", 0, 0, 1, 1);
    assertRejected("cost: -1.0 (expected: a finite number > 0)", 0, 0.5, -1, 1);
    assertRejected("mu: NaN (expected: a finite number)", Double.NaN, 0.5, 1, 1);
    assertRejected("dimension: 0 (expected: 1 to 1000)", 0, 0.5, 1, 0);
  }

  private static void assertRejected(
      String message, double mu, double epsilon, double cost, int dimension) {
    var rejected =
        assertThrows(
            InvalidValueException.class, () -> new CliffLoss(mu, epsilon, cost, dimension));
    assertEquals(message, rejected.getMessage());
  }
}
