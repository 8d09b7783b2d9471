package io.papilio.cli.options;

import io.papilio.core.settings.SettingSources;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command that come from its configuration record. They arrive as text, so that
 * every refusal is worded by {@link Settings} and by the record itself.
 */
public final class RecordOptions {
  private static final String CONFIG = "--config";
  private static final String CONFIG_VARIABLE = "PAPILIO_CONFIG";

  /** The program, which has the environment variables that may give settings. */
  public interface Variables {
    Map<String, String> variables();
  }

  /** A command whose options come from a record. */
  public interface Configured {
    Record defaults();
  }

  private RecordOptions() {}

  public static void addTo(CommandLine command) {
    if (command.getCommand() instanceof Configured configured) {
      CommandSpec spec = command.getCommandSpec();
      for (Settings.Entry entry : Settings.of(configured.defaults()).entries()) {
        spec.addOption(option(entry));
      }
      spec.addOption(
          OptionSpec.builder(CONFIG)
              .type(String.class)
              .paramLabel("FILE")
              .description("file of settings, each a line option-name = value")
              .build());
      spec.usageMessage()
          .footer(
              "",
              "Every option that takes a value may also be an environment variable, --max-sessions"
                  + " as PAPILIO_MAX_SESSIONS, or a line of the file. The command line counts"
                  + " first, then the variable, then the file.");
    }
  }

  /** The configuration of a command: its defaults, and what was given instead. */
  public static <R extends Record> R read(CommandSpec spec, R defaults) {
    return Settings.of(defaults).with(given(spec, defaults));
  }

  /** The values that were given, on the command line or elsewhere, by setting name. */
  public static Map<String, String> given(CommandSpec spec, Record defaults) {
    Map<String, String> values = new LinkedHashMap<>();
    sources(spec, defaults).forEach((name, value) -> values.put(name, value.text()));
    return values;
  }

  /** Where the value of a setting stands, for messages: an option, a variable or a file's line. */
  static String origin(CommandSpec spec, Record defaults, Settings.Entry entry) {
    try {
      SettingSources.Value value = sources(spec, defaults).get(entry.name());
      return value == null ? entry.flag() : value.origin();
    } catch (InvalidValueException unreadable) {
      return entry.flag();
    }
  }

  private static Map<String, SettingSources.Value> sources(CommandSpec spec, Record defaults) {
    List<Settings.Entry> entries = Settings.of(defaults).entries();
    Map<String, String> flags = new LinkedHashMap<>();
    for (Settings.Entry entry : entries) {
      String value = spec.findOption(entry.flag()).getValue();
      if (value != null) {
        flags.put(entry.name(), value);
      }
    }
    Map<String, String> variables = ((Variables) spec.root().userObject()).variables();
    String file = spec.findOption(CONFIG).getValue();
    return SettingSources.collect(
        entries,
        flags,
        variables,
        Optional.ofNullable(file == null ? variables.get(CONFIG_VARIABLE) : file).map(Path::of));
  }

  private static OptionSpec option(Settings.Entry entry) {
    String text = entry.value().toString();
    // As the descriptions write them; read they are in either case.
    String value = entry.type().isEnum() ? text.toLowerCase(Locale.ROOT) : text;
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
