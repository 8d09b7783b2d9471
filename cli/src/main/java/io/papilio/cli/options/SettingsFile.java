package io.papilio.cli.options;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.papilio.artifacts.file.Literal;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.settings.GivenValue;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A file of settings in YAML, of which JSON is a part. Names are paths or short names; {@code
 * optimizer.learning-rate: 1e-3} and {@code learning-rate} inside {@code optimizer} are the same.
 * Named values may be a group, {@code env-keyword: {fall_reward: -1}}.
 */
public final class SettingsFile {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final Path file;
  private final Predicate<String> named;
  private final JsonParser parser;
  private final Map<String, GivenValue> values = new LinkedHashMap<>();

  private SettingsFile(Path file, Predicate<String> named, JsonParser parser) {
    this.file = file;
    this.named = named;
    this.parser = parser;
  }

  /**
   * Reads the values of a file, by the names in it.
   *
   * @param place where the file was named: {@code --config}
   * @param named whether a setting is a list of named values
   * @throws InvalidValueException for a file that cannot be read or holds anything else
   */
  public static Map<String, GivenValue> read(Path file, String place, Predicate<String> named) {
    try (JsonParser parser = YAML.createParser(TextFile.read(file))) {
      SettingsFile settings = new SettingsFile(file, named, parser);
      JsonToken first = parser.nextToken();
      if (first != null) {
        settings.require(first == JsonToken.START_OBJECT, parser.getText());
        settings.readGroup("");
      }
      return settings.values;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(file.toString(), problem(e), "YAML or JSON");
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidValueException(place, file, "a readable file in YAML or JSON");
    }
  }

  private void readGroup(String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      String place = place(file, parser.currentTokenLocation()) + ": " + path;
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && named.test(path)) {
        values.put(path, new GivenValue(readNamed(), place));
      } else if (token == JsonToken.START_OBJECT) {
        readGroup(path + ".");
      } else if (token == JsonToken.START_ARRAY) {
        values.put(path, new GivenValue(readList(), place));
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(path, new GivenValue(parser.getText(), place));
      }
    }
  }

  private String readNamed() throws IOException {
    List<String> elements = new ArrayList<>();
    ((Map<?, ?>) readValue())
        .forEach((name, value) -> elements.add(name + "=" + Literal.text(value)));
    return String.join(",", elements);
  }

  /** A list, a map or a scalar, which is read as on the command line. */
  private Object readValue() throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(readValue());
      }
      return list;
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, readValue());
      }
      return map;
    }
    return Literal.parse(parser.getText());
  }

  private String readList() throws IOException {
    List<String> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken().isScalarValue(), "a list of " + parser.currentToken());
      elements.add(parser.getText());
    }
    return String.join(",", elements);
  }

  private void require(boolean condition, String actual) {
    Require.that(
        condition, place(file, parser.currentTokenLocation()), actual, "lines such as seed: 1");
  }

  /** The parser's description without the excerpts of the file, which are indented. */
  private static String problem(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith("    "))
        .map(line -> line.strip().replace("'reader', ", ""))
        .collect(Collectors.joining(" "));
  }

  private static String place(Path file, JsonLocation location) {
    return location == null ? file.toString() : file + ":" + location.getLineNr();
  }
}
