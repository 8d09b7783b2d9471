package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The mean of the iterates, each with a weight proportional to its index: gamma(t) = 2/(t+1).
 *
 * <p>Source: Lacoste-Julien, Schmidt and Bach, "A simpler approach to obtaining an O(1/t)
 * convergence rate for the projected stochastic subgradient method" (2012).
 */
@Setting("gamma(t) = 2/(t+1): iterate t has a weight proportional to t")
public record LacosteJulien(
    @Setting("steps before averaging begins") @DefaultValue("0") long burnIn,
    @Setting("name of the average") @DefaultValue("lacoste-julien") String name)
    implements AverageSpec {
  public LacosteJulien {
    Require.nonNegative(burnIn, "burnIn");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    // theta~(t) = (1 - 2/(t+1)) theta~(t-1) + 2/(t+1) theta(t)
    DecaySchedule linear = t -> 2.0 / (t + 1);
    return List.of(linear.after(burnIn, 1));
  }
}
