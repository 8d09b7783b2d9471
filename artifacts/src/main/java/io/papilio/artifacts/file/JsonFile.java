package io.papilio.artifacts.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    @SuppressWarnings("UnusedVariable")
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

  /** The content as JSON on one line, for a file of another kind that holds it. */
  public static String compact(Object content) {
    try {
      return MAPPER.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e.getOriginalMessage(), e);
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
    return parse(
        "" + file, TextFile.read(file), type.getSimpleName(), text -> MAPPER.readValue(text, type));
  }

  /**
   * Reads an object of any fields: longs, doubles, booleans, strings, lists and maps of them.
   *
   * @throws InvalidValueException when the file is not a JSON object
   * @throws UncheckedIOException when the file cannot be read
   */
  public static Map<String, Object> readObject(Path file) {
    return parseObject("" + file, TextFile.read(file));
  }

  /**
   * Same as {@link #readObject} for text from elsewhere.
   *
   * @param place of the text, for messages
   */
  public static Map<String, Object> parseObject(String place, String text) {
    return parse(place, text, "object", json -> MAPPER.readValue(json, OBJECT));
  }

  /** The map that {@link #readObject} gives after {@code values} were written. */
  public static Map<String, Object> plain(Map<?, ?> values) {
    try {
      return MAPPER.readValue(MAPPER.writeValueAsBytes(values), OBJECT);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON values: " + values, e);
    }
  }

  private interface Parser<T> {
    T parse(String text) throws JsonProcessingException;
  }

  private static <T> T parse(String place, String text, String what, Parser<T> parser) {
    Require.that(!text.isBlank(), place, "empty", "a JSON " + what);
    try {
      T value = parser.parse(text);
      Require.that(value != null, place, "null", "a JSON " + what);
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(place, JsonProblem.of(e), "a JSON " + what);
    }
  }
}
