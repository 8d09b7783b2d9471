package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class ActionScalingTest {
  @Test
  void endsOfTheUnitIntervalBecomeTheBounds() {
    ActionScaling scaling =
        new ActionScaling(
            new Box(Tensor.float32(new float[] {-.4f, 0}), Tensor.float32(new float[] {.4f, 10})));
    assertEquals(
        Tensor.float32(new float[] {-.4f, 10, .4f, 0, 0, 5}, 3, 2),
        scaling.toSpace(new float[] {-1, 1, 1, -1, 0, 0}));
  }

  @Test
  void unitBoxLeavesActionsAsTheyAre() {
    float[] actions = {.1f, -.7f, 1e-9f};
    assertEquals(
        Tensor.float32(actions, 1, 3), new ActionScaling(Box.float32(3, -1, 1)).toSpace(actions));
  }

  @Test
  void actionsHaveTheShapeOfTheSpace() {
    Box square =
        new Box(Tensor.float32(new float[4], 2, 2), Tensor.float32(new float[] {2, 2, 2, 2}, 2, 2));
    Tensor actions = new ActionScaling(square).toSpace(new float[8]);
    assertEquals(Tensor.float32(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 2, 2, 2), actions);
  }

  @Test
  void unboundedSpaceIsRejected() {
    InvalidValueException rejection =
        assertThrows(InvalidValueException.class, () -> new ActionScaling(Box.unbounded(1)));
    assertEquals(
        "action bounds: -Infinity to Infinity (expected: finite numbers)", rejection.getMessage());
  }
}
