package io.papilio.core.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Gymnasium says of each element; the script beside space-membership.json asked it. */
class SpaceMembershipTest {
  private static final JsonNode REFERENCE = read();
  private static final List<Element> ELEMENTS =
      stream(REFERENCE.get("elements")).map(SpaceReader::element).toList();

  @ParameterizedTest(name = "{index}")
  @MethodSource("spaces")
  void spaceContainsWhatGymnasiumSaysItDoes(Space space, String expected) {
    for (int i = 0; i < ELEMENTS.size(); i++) {
      Element element = ELEMENTS.get(i);
      assertEquals(expected.charAt(i) == '1', space.contains(element), () -> "element: " + element);
    }
  }

  static Stream<Object[]> spaces() {
    JsonNode spaces = REFERENCE.get("spaces");
    return IntStream.range(0, spaces.size())
        .mapToObj(
            i ->
                new Object[] {
                  SpaceReader.space(spaces.get(i)), REFERENCE.get("contains").get(i).textValue()
                });
  }

  @Test
  void typesCastSafelyWhereNumpySaysSo() {
    for (DType type : DType.values()) {
      List<String> expected =
          stream(REFERENCE.get("casts").get(type.numpyName())).map(JsonNode::textValue).toList();
      List<String> actual =
          Arrays.stream(DType.values()).filter(type::canCastTo).map(DType::numpyName).toList();
      assertEquals(expected, actual, type::numpyName);
    }
  }

  @Test
  void containedElementsPassTheCheck() {
    for (Object[] row : spaces().toList()) {
      Space space = (Space) row[0];
      for (Element element : ELEMENTS) {
        // An unbounded box contains infinity, which the check rejects all the same.
        if (space.contains(element) && !element.describe().equals("float64 [2]")) {
          space.check("action", element);
        }
      }
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode read() {
    try (InputStream stream =
        SpaceMembershipTest.class.getResourceAsStream("space-membership.json")) {
      return new ObjectMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
