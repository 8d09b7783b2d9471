package io.papilio.core.rollout;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.EnvironmentSource;

/** Environments by id that policies are run in, where the environments are. */
public interface RolloutSource extends EnvironmentSource {
  /**
   * A runner of episodes in environments with these keywords. Rejects what {@link #spec} rejects.
   *
   * @param numEnvs episodes that run at a time, at most
   */
  RolloutRunner runner(String id, KeywordArguments keywords, int numEnvs);

  /** A runner of episodes in environments without keywords. */
  default RolloutRunner runner(String id, int numEnvs) {
    return runner(id, KeywordArguments.NONE, numEnvs);
  }
}
