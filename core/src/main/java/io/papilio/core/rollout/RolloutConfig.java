package io.papilio.core.rollout;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** How episodes are run. */
public record RolloutConfig(
    @Setting("environments that run in lockstep; no episode depends on it") @DefaultValue("20")
        int numEnvs) {
  public RolloutConfig {
    Require.positive(numEnvs, "numEnvs");
  }

  /** Number of environments for so many episodes. */
  public int numEnvs(int episodes) {
    return Math.min(numEnvs, episodes);
  }
}
