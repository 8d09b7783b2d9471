package io.papilio.core.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Tensor NUMBER = Tensor.scalar(1L);
  private static final Space NUMBERS = new Discrete(3, 0);
  private static final Space TEXTS = new Text(0, 3, "ab");
  private static final Element TEXT = new TextElement("a");

  private static String rejection(Space space, Element element) {
    return assertThrows(InvalidValueException.class, () -> Batch.ofOne(space, "action", element))
        .getMessage();
  }

  @Test
  void batchOfOneIsTheBatchOfAListOfOne() {
    Space space =
        new Dict(Map.of("pair", new Tuple(List.of(NUMBERS, TEXTS)), "box", Box.unbounded(2)));
    Element element =
        new DictElement(
            Map.of(
                "pair",
                new ListElement(List.of(NUMBER, TEXT)),
                "box",
                Tensor.float64(new double[] {1, 2})));
    assertEquals(Batch.of(space, List.of(element)), Batch.ofOne(space, "action", element));
  }

  @Test
  void typesShapesAndValuesAreNotChecked() {
    assertEquals(
        Tensor.float64(new double[] {9, Double.NaN}, 1, 2),
        Batch.ofOne(NUMBERS, "action", Tensor.float64(new double[] {9, Double.NaN})));
  }

  @Test
  void whatCannotBeBatchedIsRejected() {
    assertEquals("action: text 'a' (expected: a scalar of int64)", rejection(NUMBERS, TEXT));
    Tuple pair = new Tuple(List.of(NUMBERS, TEXTS));
    assertEquals("action: size 1 (expected: 2)", rejection(pair, new ListElement(List.of(NUMBER))));
    assertEquals(
        "action[0]: text 'a' (expected: a scalar of int64)",
        rejection(pair, new ListElement(List.of(TEXT, TEXT))));
    assertEquals(
        "action: keys [b] (expected: [a])",
        rejection(new Dict(Map.of("a", NUMBERS)), new DictElement(Map.of("b", NUMBER))));
  }
}
