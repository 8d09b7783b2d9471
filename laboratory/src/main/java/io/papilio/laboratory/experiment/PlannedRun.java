package io.papilio.laboratory.experiment;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.settings.SettingEntry;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.language.LanguageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of an experiment, for any number of training seeds.
 *
 * @param name unique in the experiment, and a directory's name: {@code learning-rate-power=3}
 * @param settings of the command by path, those that differ from its defaults
 */
public record PlannedRun(
    String name,
    ExperimentCommand command,
    Demonstrated demonstrated,
    Map<String, String> settings) {
  /**
   * What a run learns from.
   *
   * @param environment id
   * @param keywords of the environment
   * @param noise σ on the executed actions while demonstrations are recorded; labels stay clean
   */
  public record Demonstrated(String environment, EnvironmentKeywords keywords, double noise) {
    static Demonstrated of(String environment, EnvironmentKeywords keywords, String noise) {
      try {
        return new Demonstrated(environment, keywords, Double.parseDouble(noise));
      } catch (NumberFormatException e) {
        throw new InvalidValueException(Experiment.NOISE, noise, "a number");
      }
    }
  }

  /**
   * Checks the settings.
   *
   * @throws io.papilio.core.validation.InvalidValueException for a name or value that is none
   */
  public PlannedRun {
    Settings<? extends Record> known = command.settings(demonstrated.environment());
    Map<String, String> byPath = new LinkedHashMap<>();
    settings.forEach((path, text) -> byPath.put(known.require(path, path).path(), text));
    settings = Map.copyOf(byPath);
    Record bound = known.with(settings);
    Require.that(
        demonstrated.noise() == 0
            || !(bound instanceof BehaviorCloningConfig cloning)
            || !cloning.data().freshTrajectories(),
        Experiment.NOISE,
        demonstrated.noise(),
        "0 with fresh trajectories");
  }

  /** The environment's id. */
  public String environment() {
    return demonstrated.environment();
  }

  /** All settings of a cloning run. */
  public BehaviorCloningConfig cloning() {
    return (BehaviorCloningConfig) command.settings(environment()).with(settings);
  }

  /** All settings of a run of a language model. */
  public LanguageConfig language() {
    return (LanguageConfig) command.settings(environment()).with(settings);
  }

  /** Steps from the beginning to the end. */
  public long steps() {
    return command.steps(command.settings(environment()).with(settings));
  }

  /** The options that name the settings, in the order of the command's help. */
  public List<String> options() {
    List<String> words = new ArrayList<>();
    for (SettingEntry entry : command.settings(environment()).entries()) {
      String text = settings.get(entry.path());
      if (text != null) {
        words.add(entry.flag() + "=" + text);
      }
    }
    return words;
  }
}
