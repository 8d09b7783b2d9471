package io.papilio.protocol.client;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.wrapper.NamedWrapper;
import java.util.List;
import java.util.Optional;

/** One environment on a server: a session of one. */
public final class RemoteEnvironment implements Environment {
  private final RemoteVectorEnvironment vector;

  /**
   * Opens a session.
   *
   * @throws io.papilio.core.env.EnvironmentException UNKNOWN_ENVIRONMENT when the server has no
   *     such id, CAPACITY_EXCEEDED when it is full
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword
   */
  public RemoteEnvironment(EnvironmentChannel channel, String id, KeywordArguments options) {
    this(channel, id, options, List.of());
  }

  /**
   * Opens a session of a wrapped environment; refuses unknown and bad wrappers too.
   *
   * @param wrappers that the server puts around the environment, the first innermost
   */
  public RemoteEnvironment(
      EnvironmentChannel channel,
      String id,
      KeywordArguments options,
      List<NamedWrapper> wrappers) {
    this.vector =
        new RemoteVectorEnvironment(
            channel, id, options, 1, AutoresetMode.DISABLED, Optional.empty(), wrappers);
  }

  @Override
  public EnvironmentSpec spec() {
    return vector.spec();
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    VectorResetRequest alone =
        new VectorResetRequest(List.of(request.seed()), List.of(), request.options());
    return vector.reset(alone).get(spec().observationSpace(), 0);
  }

  @Override
  public TimeStep step(Element action) {
    // The server checks the action, and reports of a batch of one as of the action alone.
    return vector
        .step(Batch.ofOne(spec().actionSpace(), "action", action))
        .get(spec().observationSpace(), 0);
  }

  @Override
  public byte[] snapshot() {
    return vector.snapshot().get(0);
  }

  @Override
  public TimeStep restore(byte[] snapshot) {
    return vector.restore(List.of(snapshot)).get(spec().observationSpace(), 0);
  }

  @Override
  public Frame render(RenderMode mode) {
    return vector.render(mode).get(0);
  }

  @Override
  public void close() {
    vector.close();
  }
}
