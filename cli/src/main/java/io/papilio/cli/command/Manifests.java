package io.papilio.cli.command;

import io.papilio.artifacts.run.HostRuntime;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.Timing;
import io.papilio.core.provenance.Digest;
import io.papilio.core.settings.Settings;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.learner.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the manifest of what a command has done in a directory. */
final class Manifests {
  private Manifests() {}

  static void write(
      CommandSpec command,
      EnvironmentSource source,
      Path directory,
      Record config,
      long seed,
      Map<String, Digest> inputs,
      List<String> outputs,
      Instant start) {
    of(command, source, config, seed, inputs, start)
        .withOutputs(directory, outputs)
        .write(directory.resolve(RunManifest.FILE_NAME));
  }

  /**
   * Writes it beside what a command has made, as {@code STEM.manifest.json}.
   *
   * @param outputs files in one directory, at least one
   */
  static void writeBeside(
      CommandSpec command,
      EnvironmentSource source,
      String stem,
      Record config,
      long seed,
      Map<String, Digest> inputs,
      List<Path> outputs,
      Instant start) {
    Path directory = outputs.get(0).toAbsolutePath().getParent();
    of(command, source, config, seed, inputs, start)
        .withOutputs(directory, outputs.stream().map(o -> o.getFileName().toString()).toList())
        .write(directory.resolve(stem + "." + RunManifest.FILE_NAME));
  }

  /** The manifest without outputs. */
  static RunManifest of(
      CommandSpec command,
      EnvironmentSource source,
      Record config,
      long seed,
      Map<String, Digest> inputs,
      Instant start) {
    Map<String, String> libraries = new HashMap<>(source.libraries());
    libraries.putAll(TensorEngine.libraries());
    Invocation invocation = Invocation.of(commandLine(command), seed, Settings.toMap(config));
    return RunManifest.ofThisBuild(
        HostRuntime.current(libraries), invocation, inputs, Timing.since(start));
  }

  /** The command line as it was typed, but for secrets. */
  private static List<String> commandLine(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of("./papilio"));
    String secret = Settings.of(SecurityConfig.DEFAULTS).entries().get(0).flag();
    boolean hide = false;
    for (String word : command.root().commandLine().getParseResult().originalArgs()) {
      words.add(hide ? "***" : word.startsWith(secret + "=") ? secret + "=***" : word);
      hide = word.equals(secret);
    }
    return words;
  }
}
