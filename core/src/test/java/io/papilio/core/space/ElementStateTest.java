package io.papilio.core.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementStateTest {
  static List<Element> elements() {
    Tensor tensor = Tensor.float32(new float[] {1, 2, 3, 4}, 2, 2);
    Tensor links = Tensor.int64(new long[] {0, 1}, 1, 2);
    return List.of(
        tensor,
        Tensor.scalar(Double.NaN),
        Tensor.bool(new boolean[0]),
        new TextElement("ab"),
        new ListElement(List.of(tensor, new TextElement(""))),
        new DictElement(Map.of("key", new ListElement(List.of()))),
        new OneOfElement(3, tensor),
        new GraphElement(tensor, Optional.of(tensor), Optional.of(links)),
        new GraphElement(tensor, Optional.empty(), Optional.empty()));
  }

  private static SnapshotReader reader(SnapshotWriter out) {
    return new SnapshotReader(ByteBuffer.wrap(out.toBytes()));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void everyKindOfElementComesBack(Element element) {
    SnapshotWriter out = new SnapshotWriter();
    ElementState.write(out, element);
    SnapshotReader in = reader(out);
    assertEquals(element, ElementState.read(in));
    assertTrue(in.isAtEnd());
  }

  @ParameterizedTest
  @MethodSource("elements")
  void everyCutOrChangedElementIsRejectedOrAnElement(Element element) {
    SnapshotWriter out = new SnapshotWriter();
    ElementState.write(out, element);
    byte[] bytes = out.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      SnapshotReader cut = new SnapshotReader(ByteBuffer.wrap(bytes, 0, length));
      assertThrows(InvalidValueException.class, () -> ElementState.read(cut));
    }
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) 0x81;
      try {
        assertTrue(
            ElementState.read(new SnapshotReader(ByteBuffer.wrap(changed))).describe() != null);
      } catch (InvalidValueException rejected) {
        assertTrue(!rejected.getMessage().isEmpty());
      }
    }
  }

  @Test
  void shapeWhoseSizeOverflowsIsRejected() {
    SnapshotWriter out = new SnapshotWriter().integer('T').integer(DType.UINT8.ordinal());
    out.integer(4);
    for (int i = 0; i < 4; i++) {
      out.integer(1 << 16);
    }
    out.integer(0);
    assertThrows(InvalidValueException.class, () -> ElementState.read(reader(out)));
  }

  @Test
  void endlessNestingIsRejected() {
    SnapshotWriter out = new SnapshotWriter();
    for (int i = 0; i < 100_000; i++) {
      out.integer('L').integer(1);
    }
    assertEquals(
        "snapshot: an element in 65 others (expected: fewer)",
        assertThrows(InvalidValueException.class, () -> ElementState.read(reader(out)))
            .getMessage());
  }
}
