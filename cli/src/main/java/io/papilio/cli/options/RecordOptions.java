package io.papilio.cli.options;

import io.papilio.artifacts.run.RunConfig;
import io.papilio.core.settings.GivenValue;
import io.papilio.core.settings.SettingEntry;
import io.papilio.core.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command that come from its configuration record. picocli sees text only; {@link
 * Settings} and the records themselves check it.
 */
public final class RecordOptions {
  private static final String CONFIG = "--config";
  private static final String CONFIG_VARIABLE = "PAPILIO_CONFIG";
  private static final String PRECEDENCE =
      "Every option may also be given as an environment variable (%s as %s) or as a line of the"
          + " file (%s: VALUE). The command line overrides variables, variables override the file.";
  private static final String INPUTS = RunConfig.INPUTS + ".";

  /** The program, which has the environment variables that may give settings. */
  public interface Variables {
    Map<String, String> variables();
  }

  /** A command whose options come from a record. */
  public interface Configured {
    Record defaults();
  }

  private RecordOptions() {}

  /** Adds an option for each setting, grouped as the record is. */
  public static void addTo(CommandLine command) {
    if (command.getCommand() instanceof Configured configured) {
      CommandSpec spec = command.getCommandSpec();
      spec.addOption(
          OptionSpec.builder(CONFIG)
              .type(String.class)
              .paramLabel("FILE")
              .description("YAML or JSON file of settings, for example the config.json of a run")
              .build());
      Map<String, ArgGroupSpec.Builder> groups = new LinkedHashMap<>();
      List<SettingEntry> entries = Settings.of(configured.defaults()).entries();
      for (SettingEntry entry : entries) {
        if (entry.group().isEmpty()) {
          spec.addOption(option(entry));
        } else {
          groups.computeIfAbsent(entry.group(), RecordOptions::group).addArg(option(entry));
        }
      }
      groups.values().forEach(group -> spec.addArgGroup(group.build()));
      SettingEntry example = entries.get(0);
      spec.usageMessage()
          // The record's order says more than the alphabet's, and all options are no synopsis.
          .sortOptions(false)
          .abbreviateSynopsis(true)
          .footer(
              "", String.format(PRECEDENCE, example.flag(), example.variable(), example.name()));
    }
  }

  /** The configuration of a command: its defaults, and what was given instead. */
  public static <R extends Record> R read(CommandSpec spec, R defaults) {
    warnOfTypedSecrets(spec, defaults);
    return Settings.of(defaults).bind(given(spec, defaults));
  }

  /** The list of processes shows a command line to everyone on the machine. */
  private static void warnOfTypedSecrets(CommandSpec spec, Record defaults) {
    for (SettingEntry entry : Settings.of(defaults).entries()) {
      if (entry.secret() && spec.findOption(entry.flag()).getValue() != null) {
        spec.commandLine()
            .getErr()
            .printf(
                "warning: all users of this machine can see %s in its list of processes; give %s"
                    + " instead%n",
                entry.flag(), entry.variable());
      }
    }
  }

  /** The values that were given, on the command line or elsewhere, by path. */
  public static Map<String, GivenValue> given(CommandSpec spec, Record defaults) {
    Settings<?> settings = Settings.of(defaults);
    Map<String, String> variables = variables(spec);
    Map<String, GivenValue> given = new LinkedHashMap<>();
    file(spec, name -> settings.entry(name).filter(SettingEntry::isNamedValues).isPresent())
        .forEach(
            (name, value) -> {
              if (!name.startsWith(INPUTS)) {
                given.put(settings.require(name, value.place()).path(), value);
              }
            });
    for (SettingEntry entry : settings.entries()) {
      String variable = variables.get(entry.variable());
      if (variable != null) {
        given.put(entry.path(), new GivenValue(variable, entry.variable()));
      }
      Object typed = spec.findOption(entry.flag()).getValue();
      if (typed != null) {
        String text = typed instanceof List<?> list ? join(list) : typed.toString();
        given.put(entry.path(), new GivenValue(text, entry.flag()));
      }
    }
    return given;
  }

  /** The digests of the input files of a run whose {@code config.json} was given, by input. */
  public static Map<String, GivenValue> inputs(CommandSpec spec) {
    Map<String, GivenValue> inputs = new LinkedHashMap<>();
    file(spec, name -> false)
        .forEach(
            (name, value) -> {
              if (name.startsWith(INPUTS)) {
                inputs.put(name.substring(INPUTS.length()), value);
              }
            });
    return inputs;
  }

  private static String join(List<?> list) {
    return String.join(",", list.stream().map(Object::toString).toList());
  }

  /** Where a setting was given: an option, a variable or a line of a file; else its option. */
  static Optional<String> place(CommandSpec spec, Record defaults, String name) {
    return Settings.of(defaults)
        .entry(name)
        .map(
            entry -> {
              GivenValue value = given(spec, defaults).get(entry.path());
              return value == null ? entry.flag() : value.place();
            });
  }

  /** The values of the file, by the names in it; none without a file. */
  private static Map<String, GivenValue> file(CommandSpec spec, Predicate<String> named) {
    String typed = spec.findOption(CONFIG).getValue();
    String variable = variables(spec).get(CONFIG_VARIABLE);
    if (typed != null) {
      return SettingsFile.read(Path.of(typed), CONFIG, named);
    }
    return variable == null
        ? Map.of()
        : SettingsFile.read(Path.of(variable), CONFIG_VARIABLE, named);
  }

  private static Map<String, String> variables(CommandSpec spec) {
    return ((Variables) spec.root().userObject()).variables();
  }

  private static ArgGroupSpec.Builder group(String heading) {
    return ArgGroupSpec.builder().heading("%n" + heading + ":%n").validate(false).exclusive(false);
  }

  private static OptionSpec option(SettingEntry entry) {
    String value = entry.shortDefault();
    List<String> description = new ArrayList<>();
    description.add(entry.description() + (value.isEmpty() ? "" : " (default: " + value + ")"));
    description.addAll(entry.choices());
    OptionSpec.Builder option =
        OptionSpec.builder(entry.flag())
            .type(String.class)
            .paramLabel(entry.placeholder())
            .description(description.toArray(String[]::new));
    if (entry.isList()) {
      option.type(List.class).auxiliaryTypes(String.class);
    } else if (entry.isSwitch()) {
      // A bare flag means true.
      option.arity("0..1").fallbackValue("true");
    }
    return option.build();
  }
}
