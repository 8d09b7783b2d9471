package io.papilio.artifacts.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON files whose content is a record: snake_case keys in the order of its components, none
 * missing, none unknown. Times are ISO 8601, digests are their hexadecimal digits, and an empty
 * {@code Optional} is {@code null}.
 */
public final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .addMixIn(Digest.class, DigestText.class)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  /** How a {@link Digest} is bound; core has no JSON library to say so itself. */
  private abstract static class DigestText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    DigestText(String sha256) {}

    @JsonValue
    abstract String sha256();
  }

  private JsonFile() {}

  /** Replaces a file in one step. */
  public static void write(Path file, Object content) {
    try {
      AtomicFile.write(file, WRITER.writeValueAsString(content) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws InvalidValueException naming the file and the place in it, when it is not JSON of this
   *     record
   * @throws UncheckedIOException when the file cannot be read
   */
  public static <T> T read(Path file, Class<T> type) {
    return read(file, MAPPER.constructType(type), type.getSimpleName());
  }

  /**
   * Reads an object of any fields: longs, doubles, booleans, strings, lists and maps of them.
   *
   * @throws InvalidValueException when the file is not a JSON object
   * @throws UncheckedIOException when the file cannot be read
   */
  public static Map<String, Object> readObject(Path file) {
    return read(file, MAPPER.constructType(OBJECT), "object");
  }

  /** The map that {@link #readObject} gives after {@code values} were written. */
  public static Map<String, Object> plain(Map<?, ?> values) {
    try {
      return MAPPER.readValue(MAPPER.writeValueAsBytes(values), OBJECT);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON values: " + values, e);
    }
  }

  private static <T> T read(Path file, JavaType type, String name) {
    try {
      return MAPPER.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("" + file, problem(e), "a JSON " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** What is wrong where: {@code parts[1].first_step: ...}, or {@code line 3: not JSON}. */
  private static String problem(JsonProcessingException failure) {
    if (failure instanceof JsonParseException || failure.getCause() instanceof JsonParseException) {
      return "line " + failure.getLocation().getLineNr() + ": not JSON";
    }
    String message =
        failure.getCause() instanceof InvalidValueException invalid
            ? invalid.getMessage()
            // Without Jackson's remarks on its classes and features.
            : failure.getOriginalMessage().split(" \\(", 2)[0];
    return failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? path(mapping) + ": " + message
        : message;
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      String field = step.getFieldName();
      if (field == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(field);
      }
    }
    return path.toString();
  }
}
