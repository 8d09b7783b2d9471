package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/** The arithmetic mean of all iterates since the burn-in. */
@Setting(value = "the arithmetic mean of all iterates", name = "mean")
public record ArithmeticMean(
    @Setting("steps before averaging begins") @DefaultValue("0") long burnIn,
    @Setting("name of the average") @DefaultValue("mean") String name)
    implements AverageSpec {
  public ArithmeticMean {
    Require.nonNegative(burnIn, "burnIn");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    // theta~(t) = (1 - 1/t) theta~(t-1) + 1/t theta(t)
    DecaySchedule mean = t -> 1.0 / t;
    return List.of(mean.after(burnIn, 1));
  }
}
