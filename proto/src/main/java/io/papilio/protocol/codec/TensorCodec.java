package io.papilio.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tensors. The bytes are shared, not copied: both sides are immutable and have one layout. */
public final class TensorCodec {
  private static final Map<DType, io.papilio.protocol.v1.DType> TO_PROTO =
      new EnumMap<>(DType.class);
  private static final Map<io.papilio.protocol.v1.DType, DType> FROM_PROTO =
      new EnumMap<>(io.papilio.protocol.v1.DType.class);

  static {
    for (DType dtype : DType.values()) {
      var message = io.papilio.protocol.v1.DType.valueOf("DTYPE_" + dtype.name());
      TO_PROTO.put(dtype, message);
      FROM_PROTO.put(message, dtype);
    }
  }

  private TensorCodec() {}

  public static io.papilio.protocol.v1.Tensor toProto(Tensor tensor) {
    return io.papilio.protocol.v1.Tensor.newBuilder()
        .setDtype(toProto(tensor.dtype()))
        .addAllShape(tensor.shape())
        .setData(UnsafeByteOperations.unsafeWrap(tensor.bytes()))
        .build();
  }

  /**
   * Understands a tensor.
   *
   * @throws InvalidValueException when the number of bytes does not fit type and shape, or a bool
   *     is neither 0 nor 1
   */
  public static Tensor fromProto(io.papilio.protocol.v1.Tensor tensor) {
    DType dtype = fromProto(tensor.getDtype());
    checkSize(tensor.getShapeList(), tensor.getData().size());
    if (dtype == DType.BOOL) {
      checkBooleans(tensor.getData());
    }
    return Tensor.wrap(dtype, tensor.getShapeList(), tensor.getData().asReadOnlyByteBuffer());
  }

  static io.papilio.protocol.v1.DType toProto(DType dtype) {
    return TO_PROTO.get(dtype);
  }

  static DType fromProto(io.papilio.protocol.v1.DType dtype) {
    DType known = FROM_PROTO.get(dtype);
    if (known == null) {
      throw new InvalidValueException("dtype", dtype, "a type of the protocol");
    }
    return known;
  }

  private static void checkBooleans(ByteString bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      int value = Byte.toUnsignedInt(bytes.byteAt(i));
      Require.that(value <= 1, "tensor", "byte " + value + " at index " + i, "0 or 1 for bool");
    }
  }

  /** Rejects shapes whose product would overflow before it is compared with the bytes. */
  private static void checkSize(List<Integer> shape, int bytes) {
    long size = 1;
    for (int dimension : shape) {
      size = Math.min(size * Integer.toUnsignedLong(dimension), 1L << 31);
    }
    if (size > bytes) {
      List<String> unsigned = shape.stream().map(Integer::toUnsignedString).toList();
      throw new InvalidValueException("shape", unsigned, "at most " + bytes + " elements");
    }
  }
}
