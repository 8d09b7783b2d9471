package io.papilio.core.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceCheckTest {
  private static final Space DIE = new Discrete(6, 1);
  private static final Space UNIT = Box.float32(2, -1, 1);
  private static final Tensor THREE = Tensor.scalar(3L);
  private static final Tensor HALF = Tensor.float32(new float[] {0.5f, -0.5f});
  private static final Tensor LINKS = Tensor.int64(new long[] {0, 2}, 1, 2);

  record Rejection(Space space, Element element, String message) {}

  static Stream<Rejection> rejections() {
    Space graph = new Graph(UNIT, Optional.of(DIE));
    Tensor nodes = Tensor.stack(List.of(HALF, HALF));
    Optional<Tensor> edge = Optional.of(Tensor.int64(new long[] {3}));
    return Stream.of(
        new Rejection(DIE, HALF, "a: float32 [2] (expected: a scalar of int64)"),
        new Rejection(DIE, Tensor.scalar(7L), "a: 7 (expected: 1 to 6)"),
        new Rejection(UNIT, new TextElement("x"), "a: text 'x' (expected: a tensor)"),
        new Rejection(MultiDiscrete.of(3, 6), THREE, "a: shape [] (expected: [2])"),
        new Rejection(
            MultiDiscrete.of(3, 6),
            Tensor.int64(new long[] {2, 6}),
            "a: 6 at index 1 (expected: 0 to 5)"),
        new Rejection(new MultiBinary(List.of(2)), HALF, "a: 0.5 at index 0 (expected: 0 or 1)"),
        new Rejection(
            new Text(1, 2, "xy"),
            new TextElement("xz"),
            "a: text 'xz' (expected: 1 to 2 characters of 'xy')"),
        new Rejection(
            new Tuple(List.of(DIE)), new ListElement(List.of()), "a: size 0 (expected: 1)"),
        new Rejection(
            new Tuple(List.of(DIE)),
            new ListElement(List.of(Tensor.scalar(0L))),
            "a[0]: 0 (expected: 1 to 6)"),
        new Rejection(
            new Dict(Map.of("die", DIE)),
            new DictElement(Map.of("dice", THREE)),
            "a: keys [dice] (expected: [die])"),
        new Rejection(
            new Dict(Map.of("die", DIE)),
            new DictElement(Map.of("die", HALF)),
            "a.die: float32 [2] (expected: a scalar of int64)"),
        new Rejection(
            new Sequence(DIE, false),
            new ListElement(List.of(THREE, Tensor.scalar(9L))),
            "a[1]: 9 (expected: 1 to 6)"),
        new Rejection(new Sequence(DIE, true), THREE, "a: int64 [] (expected: a batch)"),
        new Rejection(
            new OneOf(List.of(DIE)), new OneOfElement(1, THREE), "a: index 1 (expected: 0 to 0)"),
        new Rejection(
            new OneOf(List.of(DIE, UNIT)),
            new OneOfElement(1, THREE),
            "a.1: shape [] (expected: [2])"),
        new Rejection(graph, THREE, "a: int64 [] (expected: a graph)"),
        new Rejection(
            graph,
            new GraphElement(nodes, edge, Optional.empty()),
            "a: edges without links (expected: both or neither)"),
        new Rejection(
            graph,
            new GraphElement(nodes, edge, Optional.of(LINKS)),
            "a.edge_links: int64 [1, 2] (expected: integers [1, 2] below 2)"),
        new Rejection(
            new Graph(UNIT, Optional.empty()),
            new GraphElement(nodes, edge, Optional.of(LINKS)),
            "a.edges: int64 [1] (expected: no edges)"));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void refusalNamesThePlaceAndWhatIsExpected(Rejection rejection) {
    var rejected =
        assertThrows(
            InvalidValueException.class, () -> rejection.space().check("a", rejection.element()));
    assertEquals(rejection.message(), rejected.getMessage());
  }

  @Test
  void spacesThatCannotBeAreRejected() {
    assertRejected("n: 0 (expected: > 0)", () -> new Discrete(0, 0));
    assertRejected("dtype: bool (expected: an integer type)", () -> new Discrete(2, 0, DType.BOOL));
    assertRejected("nvec: 0 (expected: > 0)", () -> MultiDiscrete.of(2, 0));
    assertRejected("shape: [2, 0] (expected: numbers > 0)", () -> new MultiBinary(List.of(2, 0)));
    assertRejected("max_length: 1 (expected: >= 2)", () -> new Text(2, 1, "a"));
    assertRejected("charset: 'aba' (expected: every character once)", () -> new Text(0, 1, "aba"));
    assertRejected("spaces: none (expected: at least one)", () -> new OneOf(List.of()));
    assertRejected(
        "node: MultiBinary (expected: Box or Discrete)",
        () -> new Graph(new MultiBinary(List.of(1)), Optional.empty()));
  }

  private static void assertRejected(String message, Runnable construction) {
    var rejected = assertThrows(InvalidValueException.class, construction::run);
    assertEquals(message, rejected.getMessage());
  }
}
