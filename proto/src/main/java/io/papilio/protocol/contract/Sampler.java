package io.papilio.protocol.contract;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Batch;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws elements of any space; small ones, since they are only to be tried. */
final class Sampler {
  /** Length of what has no fixed length, and the bound of what has no bounds. */
  private static final int SMALL = 3;

  private final NumpyGenerator generator;

  Sampler(NumpyGenerator generator) {
    this.generator = generator;
  }

  Element draw(Space space) {
    if (space instanceof Box box) {
      return draw(box);
    } else if (space instanceof Discrete discrete) {
      return tensor(discrete.dtype(), List.of(), i -> discrete.start() + below(discrete.n()));
    } else if (space instanceof MultiDiscrete multi) {
      return tensor(
          multi.dtype(),
          multi.nvec().shape(),
          i -> multi.start().getLong(i) + below(multi.nvec().getLong(i)));
    } else if (space instanceof MultiBinary binary) {
      return tensor(DType.INT8, binary.shape(), i -> below(2));
    } else if (space instanceof Text text) {
      return draw(text);
    } else if (space instanceof Tuple tuple) {
      return new ListElement(tuple.spaces().stream().map(this::draw).toList());
    } else if (space instanceof Dict dict) {
      Map<String, Element> elements = new LinkedHashMap<>();
      dict.spaces().forEach((key, part) -> elements.put(key, draw(part)));
      return new DictElement(elements);
    } else if (space instanceof Sequence sequence) {
      List<Element> items = several(sequence.space(), 1 + below(SMALL));
      return sequence.stack() ? Batch.of(sequence.space(), items) : new ListElement(items);
    } else if (space instanceof OneOf oneOf) {
      int index = below(oneOf.spaces().size());
      return new OneOfElement(index, draw(oneOf.spaces().get(index)));
    }
    return draw((Graph) space);
  }

  static Tensor tensor(DType dtype, double[] values, List<Integer> shape) {
    return tensor(dtype, shape, i -> values[i]);
  }

  private static Tensor tensor(DType dtype, List<Integer> shape, IntToDoubleFunction values) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.allocate(size * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      double value = values.applyAsDouble(i);
      switch (dtype) {
        case FLOAT64 -> bytes.putDouble(value);
        case FLOAT32 -> bytes.putFloat((float) value);
        case INT64, UINT64 -> bytes.putLong((long) value);
        case INT32, UINT32 -> bytes.putInt((int) (long) value);
        case INT16, UINT16 -> bytes.putShort((short) value);
        case INT8, UINT8, BOOL -> bytes.put((byte) (int) value);
      }
    }
    return Tensor.wrap(dtype, shape, bytes.flip());
  }

  private Tensor draw(Box box) {
    return tensor(
        box.dtype(),
        box.shape(),
        i -> {
          double low = Math.max(box.low().getDouble(i), -SMALL);
          double high = Math.min(box.high().getDouble(i), SMALL);
          return box.dtype().isFloating()
              ? generator.uniform(low, high)
              : low + below((long) (high - low) + 1);
        });
  }

  private TextElement draw(Text text) {
    int[] characters = text.charset().codePoints().toArray();
    int length = Math.min(text.minLength() + below(SMALL), text.maxLength());
    StringBuilder drawn = new StringBuilder();
    IntStream.range(0, characters.length == 0 ? 0 : length)
        .forEach(i -> drawn.appendCodePoint(characters[below(characters.length)]));
    return new TextElement(drawn.toString());
  }

  private GraphElement draw(Graph graph) {
    int nodes = 1 + below(SMALL);
    int edges = 1 + below(SMALL);
    Tensor drawn = Batch.of(graph.node(), several(graph.node(), nodes)).asTensor();
    return new GraphElement(
        drawn,
        graph.edge().map(edge -> Batch.of(edge, several(edge, edges)).asTensor()),
        graph.edge().isEmpty()
            ? Optional.empty()
            : Optional.of(tensor(DType.INT64, List.of(edges, 2), i -> below(nodes))));
  }

  private List<Element> several(Space space, int count) {
    return Stream.generate(() -> draw(space)).limit(count).toList();
  }

  private int below(long bound) {
    return generator.integers((int) Math.min(bound, Integer.MAX_VALUE));
  }
}
