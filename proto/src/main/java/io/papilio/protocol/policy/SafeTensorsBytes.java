package io.papilio.protocol.policy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tensors of floats in the safetensors format, in memory.
 *
 * <p>Source: the format's description in the safetensors project's README, version 0.8.
 */
final class SafeTensorsBytes {
  private static final Map<String, DType> TYPES =
      Map.of("F32", DType.FLOAT32, "F64", DType.FLOAT64);

  /** Of a header that is parsed before its size is known to be reasonable. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private static final String METADATA = "__metadata__";

  private SafeTensorsBytes() {}

  static ByteString write(Map<String, Tensor> tensors) {
    StringBuilder header = new StringBuilder("{");
    long offset = 0;
    for (var entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + tensor.bytes().remaining();
      header
          .append(offset == 0 ? "" : ",")
          .append('"')
          .append(entry.getKey())
          .append("\":{\"dtype\":\"")
          .append(tensor.dtype() == DType.FLOAT32 ? "F32" : "F64")
          .append("\",\"shape\":")
          .append(
              tensor.shape().stream().map(n -> "" + n).collect(Collectors.joining(",", "[", "]")))
          .append(",\"data_offsets\":[" + offset + "," + end + "]}");
      offset = end;
    }
    byte[] json = header.append('}').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    tensors.values().forEach(tensor -> bytes.put(tensor.bytes()));
    return ByteString.copyFrom(bytes.flip());
  }

  /**
   * @throws InvalidValueException for bytes that are no tensors of finite floats
   */
  static Map<String, Tensor> read(ByteString data) {
    ByteBuffer bytes = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    Require.that(
        bytes.remaining() >= Long.BYTES, "policy.data", data.size() + " bytes", "safetensors");
    long length = bytes.getLong();
    int limit = Math.min(bytes.remaining(), MAX_HEADER_BYTES);
    Require.that(
        length >= 0 && length <= limit,
        "policy.data",
        "a header of " + Long.toUnsignedString(length) + " bytes",
        "at most " + limit);
    String json = data.substring(Long.BYTES, Long.BYTES + (int) length).toStringUtf8();
    ByteBuffer values = bytes.position(Long.BYTES + (int) length).slice();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parse(json)
        .getFieldsMap()
        .forEach(
            (name, entry) -> {
              if (!name.equals(METADATA)) {
                tensors.put(name, tensor(name, entry, values));
              }
            });
    return tensors;
  }

  private static Struct parse(String json) {
    Struct.Builder header = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, header);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidValueException("policy.data", "a header that is no JSON", "safetensors");
    }
    return header.build();
  }

  private static Tensor tensor(String name, Value entry, ByteBuffer values) {
    Map<String, Value> fields = entry.getStructValue().getFieldsMap();
    String type = field(fields, "dtype").getStringValue();
    String subject = "policy.data " + name;
    Require.that(TYPES.containsKey(type), subject, "dtype '" + type + "'", "F32 or F64");
    List<Integer> shape =
        field(fields, "shape").getListValue().getValuesList().stream()
            .map(v -> (int) v.getNumberValue())
            .toList();
    Require.that(
        shape.size() <= 2 && shape.stream().allMatch(n -> n > 0),
        subject,
        "shape " + shape,
        "a vector or a matrix");
    List<Value> offsets = field(fields, "data_offsets").getListValue().getValuesList();
    long begin = offsets.size() == 2 ? (long) offsets.get(0).getNumberValue() : -1;
    long end = offsets.size() == 2 ? (long) offsets.get(1).getNumberValue() : -1;
    Require.that(
        0 <= begin && begin <= end && end <= values.capacity(),
        subject,
        "bytes " + begin + " to " + end,
        "within " + values.capacity());
    Tensor tensor;
    try {
      tensor = Tensor.wrap(TYPES.get(type), shape, values.slice((int) begin, (int) (end - begin)));
    } catch (InvalidValueException e) {
      throw new InvalidValueException(subject, e.actual(), e.expected());
    }
    for (int i = 0; i < tensor.size(); i++) {
      Require.that(
          Double.isFinite(tensor.getDouble(i)), subject, tensor.getDouble(i), "finite weights");
    }
    return tensor;
  }

  private static Value field(Map<String, Value> fields, String name) {
    return fields.getOrDefault(name, Value.getDefaultInstance());
  }
}
