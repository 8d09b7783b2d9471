package io.papilio.laboratory.experiment;

import io.papilio.core.settings.Settings;
import io.papilio.expert.sac.SacConfig;
import io.papilio.laboratory.cloning.CloningRun;
import java.util.Locale;

/** The commands that the runs of an experiment may be. */
public enum ExperimentCommand {
  /** Clones the shipped expert of an environment. */
  CLONE("steps"),
  /** Trains an expert. */
  TRAIN_EXPERT("schedule.total-steps");

  private final String steps;

  /**
   * @param steps path of the setting that says how many steps a run has
   */
  ExperimentCommand(String steps) {
    this.steps = steps;
  }

  /** The settings of a run and their defaults in an environment. */
  public Settings<? extends Record> settings(String environment) {
    return this == CLONE
        ? Settings.of(CloningRun.defaultsFor(environment))
        : Settings.of(SacConfig.DEFAULTS);
  }

  /** Steps of a run with these settings, from its beginning to its end. */
  long steps(Record settings) {
    return (Long) Settings.of(settings).entry(steps).orElseThrow().value();
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
