package io.papilio.core.settings;

import io.papilio.core.validation.InvalidValueException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a record from given values and defaults, nested records first. */
final class RecordBinder {
  private final Map<String, GivenValue> given;
  private final List<SettingEntry> entries;

  /**
   * @param given values by path
   * @param entries all settings of the outermost record, for the names in error messages
   */
  RecordBinder(Map<String, GivenValue> given, List<SettingEntry> entries) {
    this.given = given;
    this.entries = entries;
  }

  /**
   * Builds a record.
   *
   * @param prefix path of the record, empty or with a dot at its end
   * @param base has the values that are not given; absent means the components' own defaults
   */
  <R extends Record> R bind(Class<R> type, String prefix, Optional<? extends Record> base) {
    Object[] values =
        Arrays.stream(type.getRecordComponents())
            .map(component -> value(component, prefix, base))
            .toArray();
    try {
      return Records.create(type, values);
    } catch (InvalidValueException e) {
      throw named(e, type, prefix);
    }
  }

  private Object value(RecordComponent component, String prefix, Optional<? extends Record> base) {
    Optional<Object> inherited = base.map(record -> Records.read(component, record));
    if (component.getType().isRecord()) {
      return bind(
          component.getType().asSubclass(Record.class),
          prefix + Records.segment(component),
          inherited.map(Record.class::cast));
    }
    GivenValue value = given.get(prefix + SettingText.kebab(component.getName()));
    return value == null
        ? inherited.orElseGet(() -> standard(component))
        : SettingText.parse(component.getGenericType(), value.place(), value.text());
  }

  private static Object standard(RecordComponent component) {
    DefaultValue standard = component.getAnnotation(DefaultValue.class);
    boolean mayBeEmpty = component.getType() == String.class || component.getType() == List.class;
    if (standard == null && !mayBeEmpty) {
      throw new IllegalStateException(component + " has no @DefaultValue");
    }
    String text = standard == null ? "" : standard.value();
    return SettingText.parse(component.getGenericType(), component.getName(), text);
  }

  /** The same error with the component named as it was given, or else by its short name. */
  private InvalidValueException named(InvalidValueException e, Class<?> type, String prefix) {
    boolean own =
        Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.getName().equals(e.subject()));
    String name = (own ? prefix : "") + SettingText.kebab(e.subject());
    return entries.stream()
        .filter(entry -> entry.path().equals(name) || (!own && entry.name().equals(name)))
        .findFirst()
        .map(entry -> new InvalidValueException(place(entry), e.actual(), e.expected()))
        .orElse(e);
  }

  private String place(SettingEntry entry) {
    GivenValue value = given.get(entry.path());
    return value == null ? entry.name() : value.place();
  }
}
