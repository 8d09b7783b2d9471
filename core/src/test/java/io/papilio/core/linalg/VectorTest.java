package io.papilio.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class VectorTest {
  private final Vector x = Vector.of(3, 4);

  @Test
  void arithmeticIsElementByElement() {
    assertEquals(Vector.of(4, 6), x.add(Vector.of(1, 2)));
    assertEquals(Vector.of(2, 2), x.subtract(Vector.of(1, 2)));
    assertEquals(Vector.of(-6, -8), x.scale(-2));
    assertEquals(11, x.dot(Vector.of(1, 2)));
    assertEquals(5, x.norm());
  }

  @Test
  void valuesDoNotFollowTheCallersArray() {
    double[] values = {1, 2};
    Vector vector = Vector.of(values);
    values[0] = 9;
    vector.toArray()[1] = 9;
    assertArrayEquals(new double[] {1, 2}, vector.toArray());
  }

  @Test
  void otherSizesAreRejected() {
    var rejected = assertThrows(InvalidValueException.class, () -> x.add(Vector.zero(3)));
    assertEquals("vector: size 3 (expected: 2)", rejected.getMessage());
  }

  @Test
  void nanIsRejected() {
    var rejected = assertThrows(InvalidValueException.class, () -> Vector.of(0, Double.NaN));
    assertEquals("vector[1]: NaN (expected: a finite number)", rejected.getMessage());
  }
}
