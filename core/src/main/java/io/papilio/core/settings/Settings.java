package io.papilio.core.settings;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration record seen as named settings. A component is an int, long, double, boolean,
 * string or enum, a list of those or of {@link NamedValue}s, a choice (a sealed interface of
 * records), or a nested configuration record. Each but the last has a {@link Setting}, and a {@link
 * DefaultValue} beside it.
 *
 * @param <R> the record, whose compact constructor validates
 */
public final class Settings<R extends Record> {
  private static final int NEAREST = 3;

  private final R record;
  private final List<SettingEntry> entries;

  private Settings(R record) {
    this.record = record;
    this.entries = SettingEntries.of(record);
  }

  /** The settings of a record; its values are the defaults. */
  public static <R extends Record> Settings<R> of(R defaults) {
    return new Settings<>(defaults);
  }

  /** A record with the defaults that its components name. */
  public static <R extends Record> R defaults(Class<R> type) {
    return new RecordBinder(Map.of(), List.of()).bind(type, "", Optional.empty());
  }

  /** All settings in declaration order, those of nested records included. */
  public List<SettingEntry> entries() {
    return entries;
  }

  /** The setting with this path or short name, in kebab case, camel case or snake case. */
  public Optional<SettingEntry> entry(String name) {
    String kebab = SettingText.kebab(name);
    return entries.stream()
        .filter(entry -> entry.path().equals(kebab) || entry.name().equals(kebab))
        .findFirst();
  }

  /**
   * The setting with this path or short name.
   *
   * @param place where the name stands, for the error message
   * @throws InvalidValueException where there is none
   */
  public SettingEntry require(String name, String place) {
    return entry(name)
        .orElseThrow(
            () -> {
              List<String> names = entries.stream().map(SettingEntry::name).toList();
              String nearest = String.join(", ", NearestNames.to(name, names, NEAREST));
              return new InvalidValueException(place, "unknown", "a setting, such as " + nearest);
            });
  }

  /**
   * A record with the defaults, except for the named values.
   *
   * @param values text by path or short name
   * @throws InvalidValueException for an unknown name, for text that is no value of its type, and
   *     from the records' own checks
   */
  public R with(Map<String, String> values) {
    Map<String, GivenValue> given = new LinkedHashMap<>();
    values.forEach((name, text) -> given.put(name, new GivenValue(text, name)));
    return bind(given);
  }

  /** As {@link #with}, but errors name the place of a value instead of the setting. */
  public R bind(Map<String, GivenValue> values) {
    Map<String, GivenValue> byPath = new LinkedHashMap<>();
    values.forEach((name, value) -> byPath.put(require(name, value.place()).path(), value));
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) record.getClass();
    return new RecordBinder(byPath, entries).bind(type, "", Optional.of(record));
  }

  /**
   * The settings as nested maps of plain values by kebab-case name, for JSON; without secrets and
   * empty lists of named values.
   */
  public static Map<String, Object> toMap(Record record) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (SettingEntry entry : Settings.of(record).entries()) {
      if (!entry.secret() && !entry.isAbsent()) {
        put(map, List.of(entry.path().split("\\.")), SettingText.plain(entry.value()));
      }
    }
    return map;
  }

  /** Nested maps as text by dotted path, as {@link #with} takes them; without nulls. */
  public static Map<String, String> flatten(Map<String, ?> nested) {
    Map<String, String> flat = new LinkedHashMap<>();
    nested.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> group) {
            Map<String, Object> inner = new LinkedHashMap<>();
            group.forEach((key, element) -> inner.put(name + "." + key, element));
            flat.putAll(flatten(inner));
          } else if (value != null) {
            flat.put(name, SettingText.format(value));
          }
        });
    return flat;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> map, List<String> path, Object value) {
    if (path.size() == 1) {
      map.put(path.get(0), value);
    } else {
      Object inner = map.computeIfAbsent(path.get(0), name -> new LinkedHashMap<String, Object>());
      put((Map<String, Object>) inner, path.subList(1, path.size()), value);
    }
  }
}
