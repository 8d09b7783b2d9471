package io.papilio.laboratory.experiment;

import io.papilio.core.settings.Settings;
import java.util.Locale;
import java.util.Map;

/** How large the runs of an experiment are. */
public enum Scale {
  /** Seconds, to see that everything runs; its numbers mean nothing. */
  SMOKE(1),
  /** Minutes to hours on two cores; shows the effect. */
  LAPTOP(3),
  /** The sizes of the paper, Table 1. */
  PAPER(3);

  private static final String FILE = "scales.yaml";

  private static final String TRANSFORMER = "transformer";

  private final int seeds;

  Scale(int seeds) {
    this.seeds = seeds;
  }

  /** Training seeds of a run, unless more are asked for. */
  public int seeds() {
    return seeds;
  }

  /** The settings of every cloning run at this scale, which an experiment may change. */
  Map<String, String> settings() {
    Map<String, Object> group = group();
    group.remove(TRANSFORMER);
    return Settings.flatten(group);
  }

  /** What replaces some of them where the imitator is a Transformer. */
  Map<String, String> transformerSettings() {
    Object group = group().getOrDefault(TRANSFORMER, Map.of());
    return Settings.flatten(ExperimentFile.names((Map<?, ?>) group));
  }

  private Map<String, Object> group() {
    return ExperimentFile.names((Map<?, ?>) ExperimentFile.resource(FILE).get(word()));
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
