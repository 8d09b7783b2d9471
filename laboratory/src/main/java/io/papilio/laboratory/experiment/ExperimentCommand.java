package io.papilio.laboratory.experiment;

import io.papilio.core.settings.Settings;
import io.papilio.expert.sac.SacConfig;
import io.papilio.laboratory.cloning.CloningRun;
import io.papilio.learner.language.LanguageConfig;
import java.util.Locale;

/** The commands that the runs of an experiment may be. */
public enum ExperimentCommand {
  /** Clones the shipped expert of an environment. */
  CLONE("steps"),
  /** Trains an expert. */
  TRAIN_EXPERT("schedule.total-steps"),
  /** Trains a language model. */
  TRAIN_LANGUAGE("steps");

  private final String steps;

  /**
   * @param steps path of the setting that says how many steps a run has
   */
  ExperimentCommand(String steps) {
    this.steps = steps;
  }

  /** The settings of a run and their defaults in an environment, if the run has one. */
  public Settings<? extends Record> settings(String environment) {
    return switch (this) {
      case CLONE -> Settings.of(CloningRun.defaultsFor(environment));
      case TRAIN_EXPERT -> Settings.of(SacConfig.DEFAULTS);
      case TRAIN_LANGUAGE -> Settings.of(LanguageConfig.DEFAULTS);
    };
  }

  /** Steps of a run with these settings, from its beginning to its end. */
  long steps(Record settings) {
    return (Long) Settings.of(settings).entry(steps).orElseThrow().value();
  }

  /** Whether its runs are in an environment. */
  public boolean hasEnvironment() {
    return this != TRAIN_LANGUAGE;
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
