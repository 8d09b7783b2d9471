package io.papilio.protocol.compliance;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.codec.ServerLimits;
import io.papilio.protocol.contract.ContractSubject;
import java.util.Optional;

/**
 * The environments of one id on the server under test.
 *
 * @param config how the channel was made
 * @param spec as the server lists it
 */
record Subject(EnvironmentChannel channel, ChannelConfig config, EnvironmentSpec spec)
    implements ContractSubject {
  @Override
  public Environment environment(KeywordArguments options) {
    return new RemoteEnvironment(channel, spec.id(), options);
  }

  @Override
  public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
    return new RemoteVectorEnvironment(channel, spec.id(), options, size, mode);
  }

  Dialogue dialogue() {
    return new Dialogue(channel.openBareSession(), channel.serverInfo().hasReasons());
  }

  /** A session with another token, or none. */
  Dialogue stranger(Optional<String> token) {
    return new Dialogue(channel.openBareSession(token), channel.serverInfo().hasReasons());
  }

  ServerLimits limits() {
    return channel.serverInfo().limits();
  }
}
