package io.papilio.envserver.onnx;

import io.papilio.protocol.onnx.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What is known of a tensor before a model is run.
 *
 * @param shape of the largest batch
 * @param numbers the elements, where they are few integers that shapes are made of
 */
record Value(List<Long> shape, Optional<List<Long>> numbers) {
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int DOUBLE = 11;

  /** Shapes and indices have no more elements. */
  private static final int MOST_NUMBERS = 64;

  private static final int MOST_DIMENSIONS = 8;

  /** 2^40 elements are beyond every budget, and their sizes do not overflow. */
  private static final long MOST_ELEMENTS = 1L << 40;

  Value {
    shape = List.copyOf(shape);
    ModelProblem.unless(
        shape.size() <= MOST_DIMENSIONS && shape.stream().allMatch(n -> n >= 0),
        "shape " + shape,
        "at most " + MOST_DIMENSIONS + " dimensions of at least 0");
    ModelProblem.unless(
        elements(shape) < MOST_ELEMENTS, "shape " + shape, "fewer than 2^40 elements");
  }

  static Value of(List<Long> shape) {
    return new Value(shape, Optional.empty());
  }

  static Value numbers(List<Long> values) {
    return new Value(List.of((long) values.size()), Optional.of(List.copyOf(values)));
  }

  /** A constant, whose bytes must be in the model. */
  static Value of(TensorValue tensor) {
    ModelProblem.unless(
        tensor.getDataLocation() == 0 && tensor.getExternalDataCount() == 0,
        "tensor '" + tensor.getName() + "' with external data",
        "tensors whose data are in the model");
    Value plain = of(tensor.getDimsList());
    long elements = plain.elements();
    int bytes =
        switch (tensor.getDataType()) {
          case FLOAT, INT32 -> 4;
          case INT64, DOUBLE -> 8;
          case BOOL -> 1;
          default ->
              throw ModelProblem.of(
                  "tensor '" + tensor.getName() + "' of type " + tensor.getDataType(),
                  "float32, float64, int32, int64 or bool");
        };
    long listed =
        (long) tensor.getFloatDataCount()
            + tensor.getInt32DataCount()
            + tensor.getInt64DataCount()
            + tensor.getDoubleDataCount();
    boolean fits =
        tensor.getRawData().isEmpty()
            ? listed == elements
            : listed == 0 && tensor.getRawData().size() == elements * bytes;
    ModelProblem.unless(
        fits,
        "tensor '%s' of %d bytes and %d values"
            .formatted(tensor.getName(), tensor.getRawData().size(), listed),
        elements + " elements of " + bytes + " bytes");
    boolean counts = tensor.getDataType() == INT64 && elements <= MOST_NUMBERS;
    return counts ? new Value(tensor.getDimsList(), Optional.of(numbersOf(tensor))) : plain;
  }

  long elements() {
    return elements(shape);
  }

  int rank() {
    return shape.size();
  }

  /** Size along an axis, which may count from the end. */
  long size(long axis) {
    return shape.get(axis(axis));
  }

  int axis(long axis) {
    long index = axis < 0 ? axis + rank() : axis;
    ModelProblem.unless(index >= 0 && index < rank(), "axis " + axis, "one of " + rank());
    return (int) index;
  }

  /** The place of an element of a vector, which may count from the end. */
  int index(long index) {
    long place = index < 0 ? index + shape.get(0) : index;
    ModelProblem.unless(
        place >= 0 && place < shape.get(0), "index " + index, "one of " + shape.get(0));
    return (int) place;
  }

  /** The elements, where a shape needs them. */
  List<Long> known(String what) {
    return numbers.orElseThrow(() -> ModelProblem.of(what + " that is computed", "a constant"));
  }

  private static long elements(List<Long> shape) {
    long count = 1;
    for (long n : shape) {
      count = Math.min(count * Math.min(n, MOST_ELEMENTS), MOST_ELEMENTS);
    }
    return count;
  }

  private static List<Long> numbersOf(TensorValue tensor) {
    if (tensor.getRawData().isEmpty()) {
      return tensor.getInt64DataList();
    }
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return LongStream.generate(raw::getLong).limit(raw.remaining() / Long.BYTES).boxed().toList();
  }

  /** This value with other sizes; elements that are known stay known. */
  Value withShape(List<Long> other) {
    return new Value(other, numbers);
  }

  /** Axes 0, 1, ... of this value. */
  IntStream axes() {
    return IntStream.range(0, rank());
  }
}
