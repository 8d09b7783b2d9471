package io.papilio.laboratory.report.run;

import io.papilio.artifacts.run.RunConfig;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.laboratory.cloning.CloningRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run was, beside its curves.
 *
 * @param directory where its files lie
 * @param settings every setting as text, by name, in the order of {@code config.json}
 * @param manifest where it came from; absent before it has ended
 */
public record RunDescription(
    Path directory, Map<String, String> settings, Optional<RunManifest> manifest) {
  /** The report itself, which does not list itself. */
  private static final String PAGE = "report.html";

  /** In {@code config.json} of a run on a given data set: its digest. */
  public static final String DEMONSTRATIONS = RunConfig.INPUTS + ".demonstrations";

  /** In {@code config.json} of a run with discrete actions: {@code discrete}. */
  public static final String ACTIONS = RunConfig.INPUTS + "." + CloningRun.ACTIONS;

  public RunDescription {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public static RunDescription read(Path directory) {
    Path manifest = directory.resolve(RunManifest.FILE_NAME);
    return new RunDescription(
        directory,
        RunConfig.read(directory),
        Files.exists(manifest) ? Optional.of(RunManifest.read(manifest)) : Optional.empty());
  }

  /** Whether it came to its end, so that nobody writes there any more. */
  public boolean isFinished() {
    return manifest.filter(RunManifest::finished).isPresent();
  }

  /** The environment's id, or a word for it. */
  public String environment() {
    return settings.getOrDefault("env", "an unnamed environment");
  }

  /** What the expert's mean return is taken over. */
  public String reference() {
    return settings.containsKey(DEMONSTRATIONS)
        ? "the expert's mean return in the demonstrations"
        : "the expert's on the same seeds";
  }

  /** What the cloning error is. */
  public String cloningError() {
    return "discrete".equals(settings.get(ACTIONS))
        ? "the cross-entropy of the expert's actions"
        : "the mean squared difference from the expert's action";
  }

  /** The files of the run, by their path from the page. */
  public List<String> files() {
    return Stream.of("", "weights", LandscapeTable.DIRECTORY, AttentionTable.DIRECTORY)
        .map(directory::resolve)
        .filter(Files::isDirectory)
        .flatMap(RunDescription::files)
        .map(file -> directory.relativize(file).toString())
        .filter(name -> !name.startsWith(".") && !name.equals(PAGE))
        .sorted()
        .toList();
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }
}
