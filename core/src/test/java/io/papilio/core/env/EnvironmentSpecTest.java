package io.papilio.core.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnvironmentSpecTest {
  private static EnvironmentSpec spec(Space observations, Space actions) {
    return new EnvironmentSpec(
        "Lake-v0",
        observations,
        actions,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Test
  void aSpaceThatIsNoBoxIsNamed() {
    Box box = Box.unbounded(2);
    Discrete discrete = new Discrete(4, 0);
    assertEquals(box, spec(box, discrete).observationBox());
    assertEquals(box, spec(discrete, box).actionBox());
    assertEquals(
        "env: Lake-v0 with observations of Discrete (expected: observations of a Box)",
        assertThrows(InvalidValueException.class, () -> spec(discrete, box).observationBox())
            .getMessage());
    assertEquals(
        "env: Lake-v0 with actions of Discrete (expected: actions of a Box)",
        assertThrows(InvalidValueException.class, () -> spec(box, discrete).actionBox())
            .getMessage());
  }
}
