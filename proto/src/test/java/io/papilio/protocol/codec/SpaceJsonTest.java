package io.papilio.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceJsonTest {
  static Stream<Space> spaces() {
    return AllKinds.spaces();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void spaceComesBackFromJson(Space space) {
    assertEquals(space, SpaceJson.read(SpaceJson.write(space)));
  }

  @Test
  void allTenKindsAreTried() {
    assertEquals(10, spaces().map(Object::getClass).collect(Collectors.toSet()).size());
  }

  @Test
  void infiniteBoundsComeBack() {
    assertEquals(Box.unbounded(3), SpaceJson.read(SpaceJson.write(Box.unbounded(3))));
  }

  @Test
  void formIsThatOfProtobuf() {
    assertEquals(
        "{\"discrete\":{\"n\":\"4\",\"start\":\"-1\",\"dtype\":\"DTYPE_INT64\"}}",
        SpaceJson.write(new Discrete(4, -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "{}", "{\"disc\":{}}", "{\"discrete\":{\"n\":\"0\"}}"})
  void anythingElseIsRejected(String json) {
    assertThrows(InvalidValueException.class, () -> SpaceJson.read(json));
  }
}
