package io.papilio.protocol.codec;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Dict;
import io.papilio.core.space.DictElement;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Element;
import io.papilio.core.space.Graph;
import io.papilio.core.space.GraphElement;
import io.papilio.core.space.ListElement;
import io.papilio.core.space.MultiBinary;
import io.papilio.core.space.MultiDiscrete;
import io.papilio.core.space.OneOf;
import io.papilio.core.space.OneOfElement;
import io.papilio.core.space.Sequence;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.Text;
import io.papilio.core.space.TextElement;
import io.papilio.core.space.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A space and an element of every kind. */
final class AllKinds {
  private AllKinds() {}

  static Stream<Space> spaces() {
    Box box = Box.float32(2, -1, 1);
    Discrete small = new Discrete(3, -1, DType.INT8);
    Tensor nvec = Tensor.int64(new long[] {2, 3, 4, 5}, 2, 2);
    return Stream.of(
        box,
        small,
        new MultiDiscrete(nvec, Tensor.int64(new long[] {0, 1, -2, 9}, 2, 2), DType.UINT16),
        new MultiBinary(List.of(3, 2)),
        new Text(1, 7, "abc\u00e4\u20ac\ud83e\udd8b"),
        new Tuple(List.of(box, small, new Tuple(List.of()))),
        new Dict(Map.of("one", box, "two", new Dict(Map.of("three", small)))),
        new Sequence(small, true),
        new Sequence(new Text(0, 2, "x"), false),
        new OneOf(List.of(small, box)),
        new Graph(box, Optional.of(small)),
        new Graph(small, Optional.empty()));
  }

  static Stream<Element> elements() {
    Tensor tensor = Tensor.float32(new float[] {1, -0.0f});
    Tensor links = Tensor.int64(new long[] {0, 1}, 1, 2);
    return Stream.of(
        tensor,
        new TextElement("a\u20ac\ud83e\udd8b"),
        new ListElement(List.of(tensor, new ListElement(List.of()))),
        new DictElement(Map.of("k", tensor, "", new TextElement(""))),
        new OneOfElement(1, tensor),
        new GraphElement(tensor, Optional.of(tensor), Optional.of(links)),
        new GraphElement(tensor, Optional.empty(), Optional.empty()));
  }
}
