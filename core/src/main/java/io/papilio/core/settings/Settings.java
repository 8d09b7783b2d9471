package io.papilio.core.settings;

import io.papilio.core.validation.InvalidValueException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A configuration record seen as named settings. Its components are ints, longs, doubles, booleans,
 * strings, enums or nested configuration records; each has a {@link Setting}.
 *
 * @param <R> the record, whose compact constructor validates
 */
public final class Settings<R extends Record> {
  private final Class<R> type;
  private final R defaults;

  private Settings(Class<R> type, R defaults) {
    this.type = type;
    this.defaults = defaults;
  }

  /** The settings of a record, with these defaults. */
  @SuppressWarnings("unchecked")
  public static <R extends Record> Settings<R> of(R defaults) {
    return new Settings<>((Class<R>) defaults.getClass(), defaults);
  }

  /**
   * One leaf setting.
   *
   * @param secret whether the value must not be written anywhere
   */
  public record Entry(
      String name, String description, Class<?> type, Object value, boolean secret) {
    /** The name on the command line, for example {@code --learning-rate}. */
    public String flag() {
      // Before a capital that begins a word, and between a word and a capital: updates-in-a-row.
      String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-");
      return "--" + words.toLowerCase(Locale.ROOT);
    }
  }

  /** All leaf settings in declaration order, nested records flattened. */
  public List<Entry> entries() {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component -> {
              Object value = read(component, defaults);
              return value instanceof Record nested
                  ? Settings.of(nested).entries().stream()
                  : List.of(entry(component, value)).stream();
            })
        .toList();
  }

  /** The settings as a map of plain values, for JSON; without the secret ones. */
  public static Map<String, Object> toMap(Record record) {
    Map<String, Object> map = new LinkedHashMap<>();
    Settings.of(record).entries().stream()
        .filter(e -> !e.secret())
        .forEach(e -> map.put(e.name(), e.value() instanceof Enum<?> v ? v.name() : e.value()));
    return map;
  }

  /**
   * A record with the defaults, except for the named values.
   *
   * @param values text by setting name, as typed on a command line or read from JSON
   * @throws InvalidValueException for a text that does not parse, and from the record's own checks
   */
  public R with(Map<String, String> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = read(components[i], defaults);
      String text = values.get(components[i].getName());
      if (value instanceof Record nested) {
        arguments[i] = Settings.of(nested).with(values);
      } else {
        arguments[i] =
            text == null ? value : parse(components[i].getName(), components[i].getType(), text);
      }
    }
    return create(arguments);
  }

  private static Entry entry(RecordComponent component, Object value) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + ": no @Setting (expected: one)");
    }
    return new Entry(
        component.getName(), setting.value(), component.getType(), value, setting.secret());
  }

  private static Object parse(String name, Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.parseInt(text.replace("_", ""));
      } else if (type == long.class) {
        return Long.parseLong(text.replace("_", ""));
      } else if (type == double.class) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      throw new InvalidValueException(name, text, type == double.class ? "a number" : "an integer");
    }
    if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new InvalidValueException(name, text, "true or false");
      }
      return Boolean.valueOf(text);
    }
    return type.isEnum() ? parseEnum(name, type, text) : text;
  }

  private static Object parseEnum(String name, Class<?> type, String text) {
    List<String> words = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String word = ((Enum<?>) constant).name().replace('_', '-').toLowerCase(Locale.ROOT);
      if (word.equalsIgnoreCase(text.replace('_', '-'))) {
        return constant;
      }
      words.add(word);
    }
    throw new InvalidValueException(name, text, "one of " + words);
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component.getName(), e);
    }
  }

  private R create(Object[] arguments) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
