package io.papilio.laboratory.report.curve;

import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The eight numbers that the paper's tables have for a run, in their order.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", B.1.2 and Figures 8 to 11.
 *
 * @param values NaN for the paper's dash. Size: that of {@link #NAMES}
 */
public record PaperStatistics(List<Double> values) {
  /** As the columns of tables. */
  public static final List<String> NAMES =
      List.of("j_max", "j_final", "l_min", "l_final", "mu_mid", "range_mid", "t_early", "t_worse");

  /** As the paper prints them. */
  public static final List<String> SYMBOLS =
      List.of("J_max", "J_final", "ℓ_min", "ℓ_final", "μ_mid", "range_mid", "t_early", "t_worse");

  public PaperStatistics {
    values = List.copyOf(values);
    Require.that(values.size() == NAMES.size(), "values", values, "one for each of " + NAMES);
  }

  /**
   * Those of a run.
   *
   * @param rewards J, normalized returns at regular steps
   * @param losses validation losses at the same steps
   */
  public static PaperStatistics of(Curve rewards, Curve losses) {
    CurveStatistics j = CurveStatistics.of(rewards, Goal.HIGHER);
    CurveStatistics l = CurveStatistics.of(losses, Goal.LOWER);
    return new PaperStatistics(
        List.of(
            j.best(),
            j.last(),
            l.best(),
            l.last(),
            j.middle().mean(),
            j.middle().range(),
            j.times().early().orElse(Double.NaN),
            j.times().worse().orElse(Double.NaN)));
  }
}
