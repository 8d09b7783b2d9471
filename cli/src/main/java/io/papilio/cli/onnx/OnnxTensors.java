package io.papilio.cli.onnx;

import com.google.protobuf.ByteString;
import io.papilio.core.validation.Require;
import io.papilio.protocol.onnx.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Tensors of float32, and vectors of int64, in a model. */
final class OnnxTensors {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private OnnxTensors() {}

  static TensorValue of(String name, float[] values, List<Integer> shape) {
    return with(
        TensorValue.newBuilder()
            .setName(name)
            .setDataType(FLOAT)
            .addAllDims(shape.stream().map(Integer::longValue).toList())
            .build(),
        values);
  }

  /** A vector of int64. */
  static TensorValue ofIntegers(String name, long... values) {
    TensorValue.Builder tensor =
        TensorValue.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    return tensor.build();
  }

  /** The same tensor with other values. */
  static TensorValue with(TensorValue tensor, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor.toBuilder().clearFloatData().setRawData(ByteString.copyFrom(bytes)).build();
  }

  static boolean isFloat(TensorValue tensor) {
    return tensor.getDataType() == FLOAT;
  }

  /**
   * Number of elements, which are in the model.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the model has more or fewer
   */
  static int size(TensorValue tensor) {
    boolean raw = !tensor.getRawData().isEmpty();
    long found = raw ? tensor.getRawData().size() : tensor.getFloatDataCount();
    double size = tensor.getDimsList().stream().mapToDouble(n -> n).reduce(1, (x, y) -> x * y);
    Require.that(
        found == size * (raw ? Float.BYTES : 1),
        "tensor " + tensor.getName(),
        found + (raw ? " bytes" : " numbers") + " in the model",
        "those of shape " + tensor.getDimsList());
    return (int) size;
  }

  static float[] values(TensorValue tensor) {
    float[] values = new float[size(tensor)];
    if (tensor.getRawData().isEmpty()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
    } else {
      tensor
          .getRawData()
          .asReadOnlyByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
    }
    return values;
  }
}
