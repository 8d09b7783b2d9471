package io.papilio.cli.command;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.core.provenance.Digest;
import io.papilio.core.settings.GivenValue;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.kernels.KernelVariant;
import io.papilio.laboratory.cloning.CloningRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The manifests of what commands make. */
public final class Manifests {
  private Manifests() {}

  /**
   * The manifest of a command that begins its work.
   *
   * @throws InvalidValueException when {@code --config} is that of a run with other inputs
   */
  static RunManifest begin(
      CommandSpec command,
      EnvironmentSource source,
      Record config,
      long seed,
      Map<String, Digest> inputs) {
    return begin(command, source, config, seed, inputs, Map.of());
  }

  /**
   * The same of a command that computes with other libraries too.
   *
   * @param others their versions by name
   */
  static RunManifest begin(
      CommandSpec command,
      EnvironmentSource source,
      Record config,
      long seed,
      Map<String, Digest> inputs,
      Map<String, String> others) {
    Map<String, String> libraries = new HashMap<>(source.libraries());
    libraries.putAll(others);
    return begin(command, config, seed, inputs, libraries);
  }

  /**
   * The same of a command that needs no environments.
   *
   * @param versions of the libraries that it computes with, by name
   */
  public static RunManifest begin(
      CommandSpec command,
      Record config,
      long seed,
      Map<String, Digest> inputs,
      Map<String, String> versions) {
    requireSame(RecordOptions.inputs(command), inputs);
    Map<String, String> libraries = new HashMap<>(versions);
    libraries.put("kernels", KernelVariant.current().name().toLowerCase(Locale.ROOT));
    Invocation invocation = Invocation.of(commandLine(command), seed, Settings.toMap(config));
    return RunManifest.begin(invocation, libraries, inputs);
  }

  private static void requireSame(Map<String, GivenValue> before, Map<String, Digest> inputs) {
    before.forEach(
        (name, digest) -> {
          String now = inputs.containsKey(name) ? inputs.get(name).sha256() : "nothing";
          Require.that(
              now.equals(digest.text()) || name.equals(CloningRun.ACTIONS),
              name,
              now,
              digest.text() + ", as in " + digest.place());
        });
  }

  /**
   * Writes the manifest of a command that has ended beside its files.
   *
   * @param outputs files in one directory, at least one
   */
  static void write(RunManifest begun, String name, List<Path> outputs) {
    Path directory = outputs.get(0).toAbsolutePath().getParent();
    begun
        .end()
        .withOutputs(directory, outputs.stream().map(o -> o.getFileName().toString()).toList())
        .write(directory.resolve(name));
  }

  /** The command line as it was typed, but for secrets. */
  private static List<String> commandLine(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of("./papilio"));
    String secret = Settings.of(ConnectionConfig.EMBEDDED).entry("token").orElseThrow().flag();
    boolean hide = false;
    for (String word : command.root().commandLine().getParseResult().originalArgs()) {
      words.add(hide ? "***" : word.startsWith(secret + "=") ? secret + "=***" : word);
      hide = word.equals(secret);
    }
    return words;
  }
}
