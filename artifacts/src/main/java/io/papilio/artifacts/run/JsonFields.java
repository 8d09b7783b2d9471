package io.papilio.artifacts.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.validation.InvalidValueException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Typed access to one JSON object of a file; each complaint names the file and the field's place.
 *
 * @param path the file, for messages
 * @param place dotted path of the object in the file, empty for the root
 */
record JsonFields(String path, String place, JsonNode node) {
  static JsonFields parse(ObjectMapper mapper, String path, String json) {
    JsonNode node;
    try {
      node = mapper.readTree(json);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " in line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new InvalidValueException(path, "not JSON" + where, "a run manifest");
    }
    if (!node.isObject()) {
      throw new InvalidValueException(path, "not a JSON object", "a run manifest");
    }
    return new JsonFields(path, "", node);
  }

  JsonFields object(String name) {
    JsonNode child = child(name, JsonNode::isObject, "an object");
    return new JsonFields(path, place + name + ".", child);
  }

  /** Whether there is a field of this name. */
  boolean has(String name) {
    return node.has(name);
  }

  /** An array of objects. */
  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : child(name, JsonNode::isArray, "an array of objects")) {
      if (!element.isObject()) {
        throw complaint(name, element, "an array of objects");
      }
      objects.add(new JsonFields(path, place + name + "[" + objects.size() + "].", element));
    }
    return objects;
  }

  String text(String name) {
    return child(name, JsonNode::isTextual, "a string").textValue();
  }

  boolean flag(String name) {
    return child(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  long integer(String name) {
    return child(name, JsonFields::isInteger, "an integer").longValue();
  }

  int smallInteger(String name) {
    return child(name, n -> isInteger(n) && n.canConvertToInt(), "an integer").intValue();
  }

  double number(String name) {
    return child(name, JsonNode::isNumber, "a number").doubleValue();
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeParseException e) {
      throw complaint(name, "'" + text(name) + "'", "a time in UTC, as 2026-01-31T12:00:00Z");
    }
  }

  /** An array of strings. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : child(name, JsonNode::isArray, "an array of strings")) {
      if (!element.isTextual()) {
        throw complaint(name, element, "an array of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** All fields of this object, each a string. */
  SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> texts.put(name, text(name)));
    return texts;
  }

  /** Runs a builder; what it refuses is said of the file. */
  <T> T whole(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (InvalidValueException e) {
      boolean named = e.getMessage().startsWith(path + ": ");
      throw named ? e : new InvalidValueException(path + ": " + e.getMessage());
    }
  }

  private static boolean isInteger(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private JsonNode child(String name, Predicate<JsonNode> kind, String expected) {
    JsonNode child = node.get(name);
    if (child == null) {
      throw complaint(name, "absent", expected);
    } else if (!kind.test(child)) {
      throw complaint(name, child, expected);
    }
    return child;
  }

  private InvalidValueException complaint(String name, Object actual, String expected) {
    return new InvalidValueException(path, place + name + " " + actual, expected);
  }
}
