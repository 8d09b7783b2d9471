package io.papilio.core.rollout;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** How episodes are run. */
public record RolloutConfig(
    @Setting("environments stepped in parallel; results do not depend on it") @DefaultValue("20")
        int numEnvs) {
  public RolloutConfig {
    Require.positive(numEnvs, "numEnvs");
  }

  /** Number of environments that a rollout of some episodes needs. */
  public int numEnvs(int episodes) {
    return Math.min(numEnvs, episodes);
  }
}
