package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The paper's average, gamma(t) = max(t^-power, minimumRate): a window that grows with t up to
 * 1/minimumRate iterates. Power 1 gives the arithmetic mean, 0 the newest iterate.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", footnote 6; appendix B.1.2, item 5: minimum rate
 * 1e-4, rather too low than too high; appendix B.2: powers from 0.5 to 1. The paper does not report
 * the power that it chose; docs/metrics.md says what was seen here.
 */
@Setting(value = "gamma(t) = max(t^-power, minimum-rate), the paper's average", name = "ema")
public record PolynomialEma(
    @Setting("alpha of gamma(t) = max(t^-alpha, gamma_min) (footnote 6)") @DefaultValue("0.75")
        double power,
    @Setting("steps before averaging begins") @DefaultValue("500") long burnIn,
    @Setting("gamma_min, the least weight of the newest iterate (B.1.2, item 5)")
        @DefaultValue("1e-4")
        double minimumRate,
    @Setting("steps between updates (B.1.2, item 5)") @DefaultValue("1") long period,
    @Setting("name of the average") @DefaultValue("ema") String name)
    implements AverageSpec {
  public PolynomialEma {
    Require.that(power >= 0 && Double.isFinite(power), "power", power, "a finite number >= 0");
    Require.nonNegative(burnIn, "burnIn");
    Require.within(minimumRate, 0, 1, "minimumRate");
    Require.that(period > 0, "period", period, ">= 1");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    DecaySchedule polynomial = this::gamma;
    return List.of(polynomial.after(burnIn, period));
  }

  double gamma(long t) {
    // gamma(t) = max(t^-alpha, gamma_min)
    return Math.max(StrictMath.pow((double) t, -power), minimumRate);
  }
}
