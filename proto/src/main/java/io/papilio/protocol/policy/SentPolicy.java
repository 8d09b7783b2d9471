package io.papilio.protocol.policy;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import java.math.BigInteger;
import java.util.List;

/**
 * A policy that came as a message, for example a model in the ONNX format.
 *
 * @param local acts in this process
 * @param message acts on a server, in the same way
 */
public record SentPolicy(Policy local, io.papilio.protocol.v1.Policy message) implements Policy {
  @Override
  public Actor begin(List<BigInteger> seeds) {
    return local.begin(seeds);
  }
}
