package io.papilio.cli;

import io.papilio.core.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command that come from its configuration record. They arrive as text, so that
 * every refusal is worded by {@link Settings} and by the record itself.
 */
final class RecordOptions {
  /** A command whose options come from a record. */
  interface Configured {
    Record defaults();
  }

  private RecordOptions() {}

  static void addTo(CommandLine command) {
    if (command.getCommand() instanceof Configured configured) {
      for (Settings.Entry entry : Settings.of(configured.defaults()).entries()) {
        command.getCommandSpec().addOption(option(entry));
      }
    }
  }

  /** The values that were given, by setting name. */
  static Map<String, String> given(CommandSpec spec, Record defaults) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Settings.Entry entry : Settings.of(defaults).entries()) {
      String value = spec.findOption(entry.flag()).getValue();
      if (value != null) {
        values.put(entry.name(), value);
      }
    }
    return values;
  }

  private static OptionSpec option(Settings.Entry entry) {
    String value = entry.value().toString();
    return OptionSpec.builder(entry.flag())
        .type(String.class)
        .paramLabel(label(entry.type()))
        // A bare flag of a switch means true.
        .arity(entry.type() == boolean.class ? "0..1" : "1")
        .fallbackValue("true")
        .description(entry.description() + (value.isEmpty() ? "" : " (default: " + value + ")"))
        .build();
  }

  private static String label(Class<?> type) {
    if (type.isEnum()) {
      return "NAME";
    }
    return type == String.class ? "TEXT" : type == boolean.class ? "true|false" : "N";
  }
}
