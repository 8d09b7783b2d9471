package io.papilio.protocol.compliance;

import com.google.protobuf.Struct;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.codec.ServerLimits;
import io.papilio.protocol.contract.ContractSubject;
import io.papilio.protocol.v1.InteractRequest;
import java.util.Optional;

/**
 * The environments of one id on the server under test.
 *
 * @param config how the channel was made
 * @param spec as the server has it with the keywords
 * @param keywords with which all of them are made, where a rule gives no other value
 */
record Subject(
    EnvironmentChannel channel,
    ChannelConfig config,
    EnvironmentSpec spec,
    KeywordArguments keywords)
    implements ContractSubject {
  @Override
  public Environment environment(KeywordArguments options) {
    return new RemoteEnvironment(channel, spec.id(), keywords.overriddenBy(options));
  }

  @Override
  public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
    return new RemoteVectorEnvironment(
        channel, spec.id(), keywords.overriddenBy(options), size, mode);
  }

  InteractRequest open(int size, io.papilio.protocol.v1.AutoresetMode mode) {
    InteractRequest.Builder request = Requests.open(spec.id(), size, mode).toBuilder();
    request.getOpenBuilder().setOptions(options(KeywordArguments.NONE));
    return request.build();
  }

  /** Environments that begin the next episode at the next step. */
  InteractRequest open(int size) {
    return open(size, io.papilio.protocol.v1.AutoresetMode.AUTORESET_MODE_NEXT_STEP);
  }

  /** The keywords with those of a rule, as a message. */
  Struct options(KeywordArguments own) {
    return OptionsCodec.toProto(keywords.overriddenBy(own));
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
