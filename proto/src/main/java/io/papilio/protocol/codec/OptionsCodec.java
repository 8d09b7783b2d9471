package io.papilio.protocol.codec;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.OpenRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keywords of constructors and resets. A null at the top means absent and is left out. */
public final class OptionsCodec {
  private OptionsCodec() {}

  public static Struct toProto(KeywordArguments options) {
    return struct(options.values());
  }

  public static KeywordArguments fromProto(Struct struct) {
    return struct.getFieldsCount() == 0 ? KeywordArguments.NONE : new KeywordArguments(map(struct));
  }

  /**
   * The keywords of each environment.
   *
   * @param size how many there are
   */
  public static List<KeywordArguments> ofEach(OpenRequest request, int size) {
    KeywordArguments shared = fromProto(request.getOptions());
    int overrides = request.getOverridesCount();
    Require.that(
        overrides == 0 || overrides == size, "overrides", "size " + overrides, "none, or " + size);
    return overrides == 0
        ? Collections.nCopies(size, shared)
        : request.getOverridesList().stream()
            .map(own -> shared.overriddenBy(fromProto(own)))
            .toList();
  }

  private static Struct struct(Map<?, ?> values) {
    Struct.Builder struct = Struct.newBuilder();
    values.forEach((name, value) -> struct.putFields((String) name, value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder message = Value.newBuilder();
    if (value == null) {
      message.setNullValue(NullValue.NULL_VALUE);
    } else if (value instanceof Number number) {
      message.setNumberValue(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      message.setBoolValue(flag);
    } else if (value instanceof String text) {
      message.setStringValue(text);
    } else if (value instanceof List<?> list) {
      message.setListValue(
          ListValue.newBuilder().addAllValues(list.stream().map(OptionsCodec::value).toList()));
    } else if (value instanceof Map<?, ?> map) {
      message.setStructValue(struct(map));
    } else {
      throw new InvalidValueException("option", value, "a number, flag, string, list or map");
    }
    return message.build();
  }

  private static Map<String, Object> map(Struct struct) {
    Map<String, Object> map = new LinkedHashMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (name, value) -> {
              if (!value.hasNullValue()) {
                map.put(name, object(value));
              }
            });
    return map;
  }

  private static Object object(Value value) {
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRING_VALUE -> value.getStringValue();
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().map(OptionsCodec::object).toList();
      case STRUCT_VALUE -> map(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET ->
          throw new InvalidValueException("option", "null in a list", "a value");
    };
  }
}
