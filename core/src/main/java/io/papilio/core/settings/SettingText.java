package io.papilio.core.settings;

import io.papilio.core.validation.InvalidValueException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text forms of setting values. */
final class SettingText {
  private SettingText() {}

  /** A Java name in kebab case: {@code learningRate} and {@code LEARNING_RATE} as learning-rate. */
  static String kebab(String name) {
    // Before a capital that begins a word, and between a word and a capital: updates-in-a-row.
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a value.
   *
   * @param place for error messages
   * @throws InvalidValueException for text that is no value of the type
   */
  static Object parse(Type type, String place, String text) {
    if (type instanceof ParameterizedType) {
      return parseList(elementType(type), place, text);
    } else if (type == int.class || type == long.class) {
      return parseInteger(type, place, text);
    } else if (type == double.class) {
      return parseDouble(place, text);
    } else if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new InvalidValueException(place, text, "true or false");
      }
      return Boolean.valueOf(text);
    } else if (type == NamedValue.class) {
      return NamedValue.parse(place, text);
    } else if (Choices.isChoice(type)) {
      return Choices.parse((Class<?>) type, place, text);
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      return parseEnum(constants, place, text);
    }
    return text;
  }

  /** Writes a value, which may be null, in the form in which it is typed. */
  static String format(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(SettingText::format).collect(Collectors.joining(","));
    } else if (value instanceof Double) {
      // 3.0E-4 as 3e-4, and 1.0 as 1.
      return value.toString().replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    } else if (value instanceof Enum<?> constant) {
      return kebab(constant.name());
    } else if (value instanceof Record choice && !(value instanceof NamedValue)) {
      return Choices.format(choice);
    }
    return String.valueOf(value);
  }

  /** A value for JSON: numbers, booleans and lists as such, anything else as text. */
  static Object plain(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(SettingText::plain).toList();
    }
    return value instanceof Number || value instanceof Boolean ? value : format(value);
  }

  static String placeholder(Type type) {
    if (elementType(type) != type) {
      return placeholder(elementType(type));
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      return String.join("|", words(constants));
    } else if (Choices.isChoice(type)) {
      return "KIND[:KEY=VALUE,...]";
    } else if (type == NamedValue.class) {
      return NamedValue.PLACEHOLDER;
    }
    return type == String.class ? "TEXT" : type == boolean.class ? "true|false" : "N";
  }

  /** The type of a list's elements; of any other type, itself. */
  static Type elementType(Type type) {
    return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
  }

  /** A comma begins an element, unless what follows is another parameter of a choice. */
  private static List<Object> parseList(Type element, String place, String text) {
    if (element == NamedValue.class) {
      return parseNamed(place, text);
    }
    String separator = Choices.isChoice(element) ? ",(?![^,:]*=)" : ",";
    List<Object> elements = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(separator, -1)) {
      elements.add(parse(boxless(element), place, part.strip()));
    }
    return List.copyOf(elements);
  }

  private static List<Object> parseNamed(String place, String text) {
    List<Object> elements = new ArrayList<>();
    int length = text.stripTrailing().length();
    for (int begin = 0; begin < length; ) {
      int end = NamedValue.end(text, begin);
      elements.add(NamedValue.parse(place, text.substring(begin, end).strip()));
      begin = end + 1;
    }
    return List.copyOf(elements);
  }

  private static Type boxless(Type element) {
    return element == Double.class
        ? double.class
        : element == Long.class ? long.class : element == Integer.class ? int.class : element;
  }

  private static Object parseInteger(Type type, String place, String text) {
    boolean small = type == int.class;
    try {
      BigDecimal number = new BigDecimal(text.replace("_", ""));
      if (small) {
        return number.intValueExact();
      }
      return number.longValueExact();
    } catch (NumberFormatException e) {
      throw new InvalidValueException(place, text, "an integer");
    } catch (ArithmeticException e) {
      throw new InvalidValueException(place, text, "an integer below 2^" + (small ? 31 : 63));
    }
  }

  private static double parseDouble(String place, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidValueException(place, text, "a number");
    }
  }

  private static Object parseEnum(Class<?> type, String place, String text) {
    List<String> words = words(type);
    int index = words.indexOf(kebab(text));
    if (index < 0) {
      throw new InvalidValueException(place, text, "one of " + words);
    }
    return type.getEnumConstants()[index];
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(SettingText::format).toList();
  }
}
