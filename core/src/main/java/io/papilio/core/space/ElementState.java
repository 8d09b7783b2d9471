package io.papilio.core.space;

import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elements in snapshots: a letter for the kind, then the content. */
public final class ElementState {
  /** Deeper than any space, and far from the end of the stack. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_DIMENSIONS = 64;

  private ElementState() {}

  public static void write(SnapshotWriter out, Element element) {
    if (element instanceof Tensor tensor) {
      out.integer('T');
      writeTensor(out, tensor);
    } else if (element instanceof TextElement text) {
      out.integer('S').text(text.text());
    } else if (element instanceof ListElement list) {
      out.integer('L').integer(list.elements().size());
      list.elements().forEach(part -> write(out, part));
    } else if (element instanceof DictElement dict) {
      out.integer('D').integer(dict.elements().size());
      dict.elements().forEach((key, part) -> write(out.text(key), part));
    } else if (element instanceof OneOfElement chosen) {
      write(out.integer('O').integer(chosen.index()), chosen.element());
    } else if (element instanceof GraphElement graph) {
      out.integer('G');
      writeTensor(out, graph.nodes());
      writeOptional(out, graph.edges());
      writeOptional(out, graph.edgeLinks());
    }
  }

  public static Element read(SnapshotReader in) {
    return read(in, 0);
  }

  public static void writeTensor(SnapshotWriter out, Tensor tensor) {
    out.integer(tensor.dtype().ordinal()).integer(tensor.shape().size());
    tensor.shape().forEach(out::integer);
    out.bytes(tensor.bytes());
  }

  public static Tensor readTensor(SnapshotReader in) {
    DType dtype = DType.values()[in.integer(0, DType.values().length - 1)];
    List<Integer> shape = new ArrayList<>();
    long size = dtype.bytes();
    for (int left = in.integer(0, MAX_DIMENSIONS); left > 0; left--) {
      int dimension = in.integer(0, Integer.MAX_VALUE);
      shape.add(dimension);
      // Bounded, so that it cannot overflow and pass for less.
      size = Math.min(size * dimension, Integer.MAX_VALUE + 1L);
    }
    ByteBuffer bytes = in.bytes();
    SnapshotReader.require(
        bytes.remaining() == size, bytes.remaining() + " bytes for shape " + shape, "" + size);
    return Tensor.wrap(dtype, shape, bytes);
  }

  private static Element read(SnapshotReader in, int depth) {
    SnapshotReader.require(depth <= MAX_DEPTH, "an element in " + depth + " others", "fewer");
    int kind = in.integer();
    switch (kind) {
      case 'T':
        return readTensor(in);
      case 'S':
        return new TextElement(in.text());
      case 'L':
        List<Element> parts = new ArrayList<>();
        for (int left = in.count(Integer.BYTES); left > 0; left--) {
          parts.add(read(in, depth + 1));
        }
        return new ListElement(parts);
      case 'D':
        Map<String, Element> entries = new LinkedHashMap<>();
        for (int left = in.count(Integer.BYTES); left > 0; left--) {
          entries.put(in.text(), read(in, depth + 1));
        }
        return new DictElement(entries);
      case 'O':
        return new OneOfElement(in.integer(), read(in, depth + 1));
      case 'G':
        return new GraphElement(readTensor(in), readOptional(in), readOptional(in));
      default:
        SnapshotReader.require(false, "element of kind " + kind, "one of T S L D O G");
        throw new AssertionError();
    }
  }

  private static void writeOptional(SnapshotWriter out, Optional<Tensor> tensor) {
    out.flag(tensor.isPresent());
    tensor.ifPresent(present -> writeTensor(out, present));
  }

  private static Optional<Tensor> readOptional(SnapshotReader in) {
    return in.flag() ? Optional.of(readTensor(in)) : Optional.empty();
  }
}
