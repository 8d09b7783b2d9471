package io.papilio.core.contract;

import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Environment;
import io.papilio.core.env.Options;
import io.papilio.core.env.VectorEnvironment;

/** Makes the environments under test: all of one id, all by one way to reach it. */
public interface ContractSubject {
  /** An environment with these keywords, {@code max_episode_steps} among them. */
  Environment environment(Options options);

  /** A vector of environments with these keywords. */
  VectorEnvironment vector(Options options, int size, AutoresetMode mode);
}
