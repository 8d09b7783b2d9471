package io.papilio.artifacts.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** YAML files, of which JSON files are a kind, whose content is an object of any fields. */
public final class YamlFile {
  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

  private static final String EXPECTED = "names and values in YAML or JSON";

  private YamlFile() {}

  /**
   * Reads a file: integers, doubles, booleans, strings, lists and maps of them, by name.
   *
   * @throws InvalidValueException when the file cannot be read, or is not such an object
   */
  public static Map<String, Object> read(Path file) {
    try {
      return parse(file.toString(), TextFile.read(file));
    } catch (UncheckedIOException e) {
      throw new InvalidValueException("file", file, "a readable file in YAML or JSON");
    }
  }

  /**
   * Reads the content of such a file.
   *
   * @param name of the file, for messages
   */
  public static Map<String, Object> parse(String name, String text) {
    try {
      Map<String, Object> object = READER.readValue(text);
      Require.that(object != null, name, "null", EXPECTED);
      return object;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(name, problem(e), EXPECTED);
    }
  }

  private static String problem(JsonProcessingException e) {
    String reason = e.getOriginalMessage().lines().findFirst().orElse("");
    return (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ") + reason;
  }
}
