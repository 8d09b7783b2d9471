package io.papilio.cli.language;

import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.learner.language.LanguageConfig;
import java.nio.file.Path;

/**
 * Settings of {@code ./papilio train-language}.
 *
 * @param language what decides the run itself
 */
public record TrainLanguageConfig(
    @Setting("run directory; by default runs/language-seedSEED") String directory,
    LanguageConfig language) {
  public static final TrainLanguageConfig DEFAULTS = Settings.defaults(TrainLanguageConfig.class);

  public Path path() {
    return Path.of(directory.isEmpty() ? "runs/language-seed" + language.seed() : directory);
  }
}
