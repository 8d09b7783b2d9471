package io.papilio.expert.training;

import io.papilio.artifacts.run.RunDirectory;
import io.papilio.core.provenance.Digest;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a run begins, as its {@code config.json} tells it: at another run's checkpoint, or at
 * nothing. It belongs to what the run is, like its settings.
 *
 * @param from the other run's directory as it was typed, or empty
 * @param sha256 of the checkpoint that the run begins with, or empty
 */
record SacLineage(String from, String sha256) {
  private static final String FROM = "from";
  private static final String SHA256 = "fromSha256";

  /** Of a run that goes on, what it began with; of a new one, what there is now. */
  static SacLineage of(Path directory, Optional<Path> from) {
    if (from.isEmpty()) {
      return new SacLineage("", "");
    }
    Path config = new RunDirectory(directory).config();
    if (Files.exists(config)) {
      Map<String, String> before = RunDirectory.settings(config);
      String was = before.getOrDefault(FROM, "");
      String now = isSame(from.get(), Path.of(was)) ? was : from.get().toString();
      return new SacLineage(now, before.getOrDefault(SHA256, ""));
    }
    Path checkpoint = SacTrainer.checkpoint(from.get());
    String digest = Files.exists(checkpoint) ? Digest.ofFile(checkpoint).sha256() : "";
    return new SacLineage(from.get().toString(), digest);
  }

  /** Every setting of the run. */
  Map<String, Object> settings(String environment, SacConfig config) {
    Map<String, Object> settings = new LinkedHashMap<>(Map.of("environment", environment));
    settings.putAll(Settings.toMap(config));
    settings.putAll(own());
    return settings;
  }

  /** What a setting was in runs that are older than it; such a run may be of any origin. */
  Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>(Settings.toMap(SacConfig.DEFAULTS));
    defaults.putAll(own());
    return defaults;
  }

  private Map<String, String> own() {
    return sha256.isEmpty()
        ? Map.of(FROM, from)
        : new TreeMap<>(Map.of(FROM, from, SHA256, sha256));
  }

  /**
   * Holds the other run's checkpoint against the one that the run was begun with.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the other run has moved on
   */
  void verify(RunDirectory directory) {
    if (!sha256.isEmpty()) {
      Path checkpoint = SacTrainer.checkpoint(Path.of(from));
      Digest actual = Digest.ofFile(checkpoint);
      Require.that(
          actual.sha256().equals(sha256),
          FROM,
          checkpoint + " with sha256 " + actual,
          "sha256 " + sha256 + ", as in " + directory.config() + "; or another directory");
    }
  }

  private static boolean isSame(Path now, Path before) {
    return !before.toString().isEmpty()
        && now.toAbsolutePath().normalize().equals(before.toAbsolutePath().normalize());
  }
}
