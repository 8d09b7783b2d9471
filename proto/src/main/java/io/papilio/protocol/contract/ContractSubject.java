package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;

/** Makes the environments under test: all of one id, all by one way to reach it. */
public interface ContractSubject {
  /** An environment with these keywords, {@code max_episode_steps} among them. */
  Environment environment(KeywordArguments options);

  /** A vector of environments with these keywords. */
  VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode);
}
