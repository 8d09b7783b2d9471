package io.papilio.artifacts.tensorfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file.
 *
 * @param entries in the order of their bytes, without gap or overlap
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Where a tensor lies, in bytes from the end of the header. */
  record Entry(String name, DType dtype, List<Integer> shape, long begin, long end) {}

  /** Lays the tensors out: wide elements first, so that all are aligned, then by name. */
  static SafeTensorsHeader of(TensorFile file) {
    List<Map.Entry<String, Tensor>> tensors = new ArrayList<>(file.tensors().entrySet());
    tensors.sort(
        Comparator.comparing((Map.Entry<String, Tensor> named) -> -named.getValue().dtype().bytes())
            .thenComparing(Map.Entry::getKey));
    List<Entry> entries = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> named : tensors) {
      Require.that(!named.getKey().equals(METADATA), "name", METADATA, "a tensor's name");
      Tensor tensor = named.getValue();
      long end = offset + (long) tensor.dtype().bytes() * tensor.size();
      entries.add(new Entry(named.getKey(), tensor.dtype(), tensor.shape(), offset, end));
      offset = end;
    }
    return new SafeTensorsHeader(entries, new TreeMap<>(file.metadata()));
  }

  /** UTF-8, padded with spaces so that the elements after it are aligned. */
  byte[] toJson() {
    ObjectNode json = MAPPER.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = json.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    for (Entry entry : entries) {
      ObjectNode node = json.putObject(entry.name).put("dtype", nameOf(entry.dtype));
      entry.shape.forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(entry.begin).add(entry.end);
    }
    try {
      byte[] bytes = MAPPER.writeValueAsBytes(json);
      byte[] padded = Arrays.copyOf(bytes, (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
      Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
      return padded;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param file its name in messages
   * @param dataBytes number of bytes after the header
   */
  static SafeTensorsHeader parse(String file, byte[] bytes, long dataBytes) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object(file, bytes).properties()) {
      if (field.getKey().equals(METADATA)) {
        JsonNode texts = field.getValue();
        boolean valid = texts.isObject();
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
          valid &= text.getValue().isTextual();
          metadata.put(text.getKey(), text.getValue().textValue());
        }
        Require.that(valid, file, METADATA + " " + texts, "an object of text");
      } else {
        entries.add(entry(file, field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparing(Entry::begin).thenComparing(Entry::end));
    long offset = 0;
    for (Entry entry : entries) {
      String name = "tensor '" + entry.name + "'";
      Require.that(
          entry.begin == offset, file, name + " begins at byte " + entry.begin, "" + offset);
      offset = entry.end;
    }
    Require.that(offset == dataBytes, file, dataBytes + " bytes of elements", "" + offset);
    return new SafeTensorsHeader(entries, metadata);
  }

  private static JsonNode object(String file, byte[] bytes) {
    try {
      Require.that(bytes.length > 0 && bytes[0] == '{', file, "no header", "a JSON object");
      // As text: from bytes, Jackson would guess the encoding.
      return MAPPER.readTree(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          file, "broken header, " + e.getOriginalMessage().lines().findFirst().orElse(""), "JSON");
    } catch (CharacterCodingException e) {
      throw new InvalidValueException(file, "a header that is no UTF-8", "JSON");
    }
  }

  private static Entry entry(String file, String name, JsonNode node) {
    String label = "tensor '" + name + "'";
    DType dtype =
        Arrays.stream(DType.values())
            .filter(type -> nameOf(type).equals(node.path("dtype").asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        file, label + " of dtype " + node.path("dtype"), "F32, F64, I64, ..."));
    List<Integer> shape = shape(file, label, node.path("shape"));
    JsonNode offsets = node.path("data_offsets");
    Require.that(
        offsets.size() == 2 && isSize(offsets.get(0)) && isSize(offsets.get(1)),
        file,
        label + " of data_offsets " + offsets,
        "two whole numbers");
    long begin = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    double bytes = shape.stream().mapToDouble(n -> n).reduce(dtype.bytes(), (x, y) -> x * y);
    Require.that(
        bytes <= Integer.MAX_VALUE, file, label + " of more than 2147483647 bytes", "less");
    Require.that(
        end - begin == bytes, file, label + " of " + (end - begin) + " bytes", "" + (long) bytes);
    return new Entry(name, dtype, shape, begin, end);
  }

  private static List<Integer> shape(String file, String label, JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    boolean valid = node.isArray();
    for (JsonNode dimension : node) {
      valid &= isSize(dimension) && dimension.canConvertToInt();
      shape.add(dimension.intValue());
    }
    Require.that(valid, file, label + " of shape " + node, "whole numbers below 2^31");
    return shape;
  }

  private static boolean isSize(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  }

  /** The format's names: F64, I32, U8, ..., BOOL. */
  private static String nameOf(DType dtype) {
    return switch (dtype) {
      case BOOL -> "BOOL";
      case INT8, INT16, INT32, INT64 -> "I" + 8 * dtype.bytes();
      case UINT8, UINT16, UINT32, UINT64 -> "U" + 8 * dtype.bytes();
      case FLOAT32, FLOAT64 -> "F" + 8 * dtype.bytes();
    };
  }
}
