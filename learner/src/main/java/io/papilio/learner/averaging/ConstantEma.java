package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * gamma(t) = rate, an exponential window of about 1/rate iterates. What other libraries call decay
 * is 1 - rate. SAC's Polyak update of its target networks is this with rate tau.
 */
@Setting("gamma(t) = rate; what other libraries call decay is 1 - rate")
public record ConstantEma(
    @Setting("weight of the newest iterate") @DefaultValue("1e-3") double rate,
    @Setting("steps before averaging begins") @DefaultValue("0") long burnIn,
    @Setting("name of the average") @DefaultValue("constant-ema") String name)
    implements AverageSpec {
  public ConstantEma {
    Require.within(rate, 0, 1, "rate");
    Require.nonNegative(burnIn, "burnIn");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    DecaySchedule constant = t -> rate;
    return List.of(constant.after(burnIn, 1));
  }
}
