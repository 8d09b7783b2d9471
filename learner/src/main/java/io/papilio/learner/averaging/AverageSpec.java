package io.papilio.learner.averaging;

import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A configured average of iterates, written {@code KIND:KEY=VALUE,KEY=VALUE} as a setting: for
 * example {@code ema:power=0.75,burn-in=500}. Each kind is one file.
 */
public sealed interface AverageSpec
    permits RawIterate,
        PolynomialEma,
        ConstantEma,
        ArithmeticMean,
        LacosteJulien,
        SuffixMean,
        Lawa,
        PowerFunctionEma,
        PostHocEma {
  /** Name of the average in files, tables and figures. */
  String name();

  /** The moving averages of which it is made, most often one. */
  List<DecaySchedule> parts();

  /**
   * The weight of each part in the average, which sum to 1.
   *
   * @param t iterates since the start, 0 before the first update
   */
  default double[] weights(long t) {
    return new double[] {1};
  }

  /** The steps at which the parts are saved, for averages that are made of them afterwards. */
  default Optional<SnapshotPlan> snapshotPlan() {
    return Optional.empty();
  }

  /** Whether the average is the newest iterate after step t, as in its burn-in. */
  default boolean isNewest(long t) {
    double[] weights = weights(t);
    return IntStream.range(0, weights.length)
        .filter(part -> weights[part] != 0)
        .allMatch(part -> parts().get(part).gamma(t) == 1);
  }

  /** One warning for each average that is still the newest iterate after the last step. */
  static List<String> warnings(List<AverageSpec> averages, long steps) {
    return averages.stream()
        .filter(average -> !(average instanceof RawIterate) && average.isNewest(steps))
        .map(
            average ->
                String.format(
                    Locale.ROOT,
                    "warning: average %s is the newest iterate in all %,d steps (its burn-in?)",
                    average.name(),
                    steps))
        .toList();
  }

  /** Rejects what cannot be part of the name of a file or a field of a CSV table. */
  static void requireName(String name) {
    boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    Require.that(plain, "name", name, "letters, digits, '.', '_' and '-'");
    // In the tables of a run, rows of this name belong to no average.
    Require.that(!name.equals("training"), "name", name, "another name");
  }

  /** Rejects a list without averages, or with two of one name. */
  static void requireDistinct(List<AverageSpec> averages) {
    List<String> names = averages.stream().map(AverageSpec::name).toList();
    Require.that(!names.isEmpty(), "averages", "none", "at least one");
    Require.that(
        names.stream().distinct().count() == names.size(),
        "averages",
        names,
        "distinct names, as ema:name=slow");
  }
}
