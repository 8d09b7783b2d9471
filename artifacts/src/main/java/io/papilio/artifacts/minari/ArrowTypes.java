package io.papilio.artifacts.minari;

import io.papilio.core.space.DType;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Element types in Arrow's words. */
final class ArrowTypes {
  private ArrowTypes() {}

  static ArrowType of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case BOOL -> new ArrowType.Bool();
      case INT8, INT16, INT32, INT64 -> new ArrowType.Int(8 * dtype.bytes(), true);
      case UINT8, UINT16, UINT32, UINT64 -> new ArrowType.Int(8 * dtype.bytes(), false);
    };
  }

  /** The element type, of half precision float32; empty for what is no number. */
  static Optional<DType> of(ArrowType type) {
    if (type.equals(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF))) {
      return Optional.of(DType.FLOAT32);
    }
    for (DType dtype : DType.values()) {
      if (of(dtype).equals(type)) {
        return Optional.of(dtype);
      }
    }
    return Optional.empty();
  }
}
