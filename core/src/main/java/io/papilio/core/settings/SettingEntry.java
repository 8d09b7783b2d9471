package io.papilio.core.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;

/**
 * One setting of a configuration record.
 *
 * @param path the names of the nested records and of the component, as in {@code
 *     optimizer.learning-rate}
 * @param name the short name, as in {@code learning-rate}; the path where two settings share one
 * @param group heading of the nested record that the setting belongs to; empty for the outermost
 * @param description one sentence without a full stop
 * @param type of the component
 * @param value the default
 * @param secret whether the value must not be written anywhere
 */
public record SettingEntry(
    String path,
    String name,
    String group,
    String description,
    Type type,
    Object value,
    boolean secret) {
  private static final String VARIABLE_PREFIX = "PAPILIO_";

  /** The option on the command line, for example {@code --learning-rate}. */
  public String flag() {
    return "--" + name;
  }

  /** The environment variable, for example {@code PAPILIO_LEARNING_RATE}. */
  public String variable() {
    return VARIABLE_PREFIX + name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The default in the form in which it is typed. */
  public String defaultText() {
    return SettingText.format(value);
  }

  /** The default as short as it can be typed, for the help. */
  public String shortDefault() {
    return value instanceof List<?> list && !choices().isEmpty()
        ? String.join(",", list.stream().map(choice -> Choices.brief((Record) choice)).toList())
        : defaultText();
  }

  /** Whether the setting is a list, so that its option may be repeated. */
  public boolean isList() {
    return type instanceof ParameterizedType;
  }

  /** Whether the setting is a list of named values. */
  public boolean isNamedValues() {
    return SettingText.elementType(type) == NamedValue.class;
  }

  /** Whether there is nothing to write down: no named value was given. */
  boolean isAbsent() {
    return isNamedValues() && ((List<?>) value).isEmpty();
  }

  /** Whether the setting is a switch, so that its option needs no value. */
  public boolean isSwitch() {
    return type == boolean.class;
  }

  /** What stands for a value in the help: {@code N}, {@code TEXT}, {@code mlp|linear}. */
  public String placeholder() {
    return SettingText.placeholder(type);
  }

  /** The choices of a sealed type, one line each with parameters and description. */
  public List<String> choices() {
    return Choices.isChoice(SettingText.elementType(type))
        ? Choices.describe((Class<?>) SettingText.elementType(type))
        : List.of();
  }
}
