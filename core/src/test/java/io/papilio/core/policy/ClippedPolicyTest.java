package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import org.junit.jupiter.api.Test;

class ClippedPolicyTest {
  private static final Tensor SEEN = Tensor.float32(new float[2], 2, 1);

  @Test
  void actionsOutsideTheBoxAreMovedToItsEdge() {
    Tensor chosen = Tensor.float32(new float[] {-3, 0.25f, 0.5f, 7}, 2, 2);
    Policy policy = (observations, previousActions) -> chosen;
    assertEquals(
        Tensor.float32(new float[] {-1, 0.25f, 0.5f, 1}, 2, 2),
        policy.within(Box.float32(2, -1, 1)).act(SEEN, SEEN));
  }

  @Test
  void actionsOfDoublePrecisionKeepIt() {
    Tensor chosen = Tensor.float64(new double[] {0.1, 1.1}, 2, 1);
    Policy policy = (observations, previousActions) -> chosen;
    assertEquals(
        Tensor.float64(new double[] {0.1, 1}, 2, 1),
        policy.within(Box.float32(1, -1, 1)).act(SEEN, SEEN));
  }

  @Test
  void discreteActionsStayAsTheyAre() {
    Policy policy = (observations, previousActions) -> Tensor.int64(new long[] {5}, 1);
    assertSame(policy, policy.within(new Discrete(3, 0, DType.INT64)));
  }
}
