package io.papilio.core.rollout;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** How episodes are run. */
public record RolloutConfig(
    @Setting("environments side by side; an episode does not depend on it") int numEnvs) {
  public static final RolloutConfig DEFAULTS = new RolloutConfig(20);

  public RolloutConfig {
    Require.positive(numEnvs, "numEnvs");
  }

  /** Number of environments for so many episodes. */
  public int numEnvs(int episodes) {
    return Math.min(numEnvs, episodes);
  }
}
