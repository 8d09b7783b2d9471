package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpShapeTest {
  @Test
  void tensorsFollowEachOtherWithPytorchsNames() {
    MlpShape shape = MlpShape.of(3, 8, 2);
    assertEquals(
        List.of(
            new TensorSlice("actor.0.weight", 0, List.of(8, 3)),
            new TensorSlice("actor.0.bias", 24, List.of(8)),
            new TensorSlice("actor.2.weight", 32, List.of(2, 8)),
            new TensorSlice("actor.2.bias", 48, List.of(2))),
        shape.tensors("actor"));
    assertEquals(50, shape.parameterCount());
    assertEquals("0.weight", shape.tensors("").get(0).name());
  }

  @Test
  void shapesWithoutAnOutputOrWithEmptyLayersAreRejected() {
    assertThrows(InvalidValueException.class, () -> MlpShape.of(3));
    var rejection = assertThrows(InvalidValueException.class, () -> MlpShape.of(3, 0, 2));
    assertEquals("sizes: [3, 0, 2] (expected: positive sizes)", rejection.getMessage());
  }
}
