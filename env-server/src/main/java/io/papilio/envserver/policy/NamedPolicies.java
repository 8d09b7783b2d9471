package io.papilio.envserver.policy;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import java.util.Optional;

/** The policies that a server has by name, for example those of shipped experts. */
@FunctionalInterface
public interface NamedPolicies {
  /** No names. */
  NamedPolicies NONE = (name, spec) -> Optional.empty();

  /** The policy of a name in an environment; absent where there is none. */
  Optional<Policy> find(String name, EnvironmentSpec spec);
}
