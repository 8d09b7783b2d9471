package io.papilio.learner.cloning;

import io.papilio.core.settings.Setting;
import io.papilio.learner.averaging.AverageSpec;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The averages of iterates that a run evaluates.
 *
 * @param average specifications, separated by spaces; stored with all parameters written out
 */
public record AveragingConfig(
    @Setting(
            "averages of the iterates to evaluate, separated by spaces, as raw"
                + " ema:power=0.75,burn-in=500,minimum-rate=1e-4,name=ema; the kinds are raw, ema,"
                + " constant-ema and mean")
        String average) {
  public static final AveragingConfig DEFAULTS = new AveragingConfig("raw ema");

  public AveragingConfig {
    average = read(average).stream().map(AverageSpec::toString).collect(Collectors.joining(" "));
  }

  /** The averages, with distinct names. */
  public List<AverageSpec> averages() {
    return read(average);
  }

  /** Their names. */
  public List<String> names() {
    return averages().stream().map(AverageSpec::name).toList();
  }

  private static List<AverageSpec> read(String average) {
    return AverageSpec.parseAll(
        average.isBlank() ? List.of() : List.of(average.strip().split("\\s+")));
  }
}
