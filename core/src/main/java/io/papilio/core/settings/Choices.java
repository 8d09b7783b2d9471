package io.papilio.core.settings;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values of a sealed interface of records, written {@code kind:key=value,key=value}. The kind is
 * the record's name in kebab case, the keys are its components; those left out have their defaults.
 */
final class Choices {
  private Choices() {}

  static boolean isChoice(Type type) {
    return type instanceof Class<?> sealed && sealed.isSealed();
  }

  static Record parse(Class<?> type, String place, String text) {
    String kind = text.split(":", 2)[0];
    Class<? extends Record> chosen =
        kinds(type).stream()
            .filter(k -> name(k).equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        place, kind, "one of " + kinds(type).stream().map(Choices::name).toList()));
    Map<String, String> parameters = new LinkedHashMap<>();
    if (text.contains(":")) {
      for (String parameter : text.substring(kind.length() + 1).split(",", -1)) {
        String[] words = parameter.split("=", 2);
        Require.that(words.length == 2, place, text, kind + ":KEY=VALUE,KEY=VALUE");
        parameters.put(words[0].strip(), words[1].strip());
      }
    }
    return read(chosen, place, kind, parameters);
  }

  /** Every parameter, so that what is written stays what it was if a default changes. */
  static String format(Record choice) {
    return format(choice, List.of());
  }

  /** The kind, and the parameters that do not have their defaults. */
  static String brief(Record choice) {
    return format(choice, Settings.of(Settings.defaults(choice.getClass())).entries());
  }

  private static String format(Record choice, List<SettingEntry> leftOut) {
    String parameters =
        Settings.of(choice).entries().stream()
            .filter(entry -> !leftOut.contains(entry))
            .map(entry -> entry.name() + "=" + entry.defaultText())
            .collect(Collectors.joining(","));
    return name(choice.getClass()) + (parameters.isEmpty() ? "" : ":" + parameters);
  }

  static List<String> describe(Class<?> type) {
    List<String> lines = new ArrayList<>();
    for (Class<? extends Record> kind : kinds(type)) {
      Setting setting = kind.getAnnotation(Setting.class);
      lines.add(format(Settings.defaults(kind)) + (setting == null ? "" : "  " + setting.value()));
    }
    return lines;
  }

  private static <R extends Record> R read(
      Class<R> kind, String place, String name, Map<String, String> parameters) {
    Settings<R> settings = Settings.of(Settings.defaults(kind));
    Map<String, GivenValue> given = new LinkedHashMap<>();
    parameters.forEach(
        (key, value) -> given.put(key, new GivenValue(value, place + " " + name + ":" + key)));
    return settings.bind(given);
  }

  private static List<Class<? extends Record>> kinds(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .<Class<? extends Record>>map(kind -> kind.asSubclass(Record.class))
        .toList();
  }

  private static String name(Class<?> kind) {
    Setting setting = kind.getAnnotation(Setting.class);
    return setting == null || setting.name().isEmpty()
        ? SettingText.kebab(kind.getSimpleName())
        : setting.name();
  }
}
