package io.papilio.core.env;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Memory that an environment writes its observations to: a row of a vector's batch, so that they
 * are copied no further.
 */
@FunctionalInterface
public interface ObservationMemory {
  /** New memory for each observation. */
  ObservationMemory NEW =
      (dtype, shape, writer) -> {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocate(size * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        writer.accept(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        return Tensor.wrap(dtype, shape, bytes);
      };

  /**
   * An observation.
   *
   * @param writer writes all elements, row-major, into a little-endian buffer of their size
   */
  Tensor write(DType dtype, List<Integer> shape, Consumer<ByteBuffer> writer);
}
