package io.papilio.protocol.client;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.RenderMode;
import io.papilio.core.space.Element;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.protocol.codec.AutoresetModeCodec;
import io.papilio.protocol.codec.ElementCodec;
import io.papilio.protocol.codec.ImageCodec;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.codec.ResetCodec;
import io.papilio.protocol.codec.SnapshotCodec;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.codec.TimeStepCodec;
import io.papilio.protocol.codec.WrapperCodec;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.OpenRequest;
import io.papilio.protocol.v1.OpenResponse;
import io.papilio.protocol.v1.SnapshotRequest;
import java.util.List;
import java.util.Optional;

/** A vector of environments on a server: one session. */
public final class RemoteVectorEnvironment implements VectorEnvironment {
  private final RemoteSession session;
  private final EnvironmentSpec spec;
  private final int size;
  private final AutoresetMode autoresetMode;

  /** Opens a session that sends all info columns. */
  public RemoteVectorEnvironment(
      EnvironmentChannel channel,
      String id,
      KeywordArguments options,
      int size,
      AutoresetMode mode) {
    this(channel, id, options, size, mode, Optional.empty());
  }

  /** Opens a session of environments without wrappers. */
  public RemoteVectorEnvironment(
      EnvironmentChannel channel,
      String id,
      KeywordArguments options,
      int size,
      AutoresetMode mode,
      Optional<List<String>> infoNames) {
    this(channel, id, options, size, mode, infoNames, List.of());
  }

  /**
   * Opens a session.
   *
   * @param infoNames the info columns to send; absent means all
   * @param wrappers that the server puts around each environment, the first innermost
   * @throws io.papilio.core.env.EnvironmentException UNKNOWN_ENVIRONMENT when the server has no
   *     such id, CAPACITY_EXCEEDED when it is full
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword or
   *     wrapper
   */
  public RemoteVectorEnvironment(
      EnvironmentChannel channel,
      String id,
      KeywordArguments options,
      int size,
      AutoresetMode mode,
      Optional<List<String>> infoNames,
      List<NamedWrapper> wrappers) {
    this(channel, request(id, options, mode, infoNames, wrappers).setNumEnvs(size), mode);
  }

  /**
   * Opens a session of environments whose keywords differ; rejects as the other does.
   *
   * @param options of all
   * @param overrides of each environment, before {@code options}; their number is the size
   */
  public RemoteVectorEnvironment(
      EnvironmentChannel channel,
      String id,
      KeywordArguments options,
      List<KeywordArguments> overrides,
      AutoresetMode mode,
      Optional<List<String>> infoNames,
      List<NamedWrapper> wrappers) {
    this(
        channel,
        request(id, options, mode, infoNames, wrappers)
            .setNumEnvs(overrides.size())
            .addAllOverrides(overrides.stream().map(OptionsCodec::toProto).toList()),
        mode);
  }

  private RemoteVectorEnvironment(
      EnvironmentChannel channel, OpenRequest.Builder open, AutoresetMode mode) {
    this.size = open.getNumEnvs();
    Require.positive(size, "num_envs");
    InteractRequest request = InteractRequest.newBuilder().setOpen(open).build();
    this.session = channel.openSession();
    try {
      OpenResponse opened = session.exchange(request).getOpen();
      this.spec = SpecCodec.fromProto(opened.getSpec());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    this.autoresetMode = mode;
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public AutoresetMode autoresetMode() {
    return autoresetMode;
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    request.checkSize(size);
    return timeStep(InteractRequest.newBuilder().setReset(ResetCodec.toProto(request)).build());
  }

  @Override
  public VectorTimeStep step(Element actions) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getStepBuilder().setActions(ElementCodec.toProto(actions));
    return timeStep(request.build());
  }

  @Override
  public List<byte[]> snapshot() {
    InteractRequest request =
        InteractRequest.newBuilder().setSnapshot(SnapshotRequest.getDefaultInstance()).build();
    return SnapshotCodec.fromProto(session.exchange(request).getSnapshot());
  }

  @Override
  public VectorTimeStep restore(List<byte[]> snapshots) {
    return timeStep(
        InteractRequest.newBuilder().setRestore(SnapshotCodec.restoreRequest(snapshots)).build());
  }

  @Override
  public VectorTimeStep fork(int[] sources) {
    return timeStep(
        InteractRequest.newBuilder().setFork(SnapshotCodec.forkRequest(sources)).build());
  }

  @Override
  public List<Frame> render(RenderMode mode, List<Integer> indices) {
    if (indices.isEmpty()) {
      return List.of(); // In a request, none would mean all.
    }
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getRenderBuilder().setMode(mode.gymnasiumName()).addAllIndices(indices);
    return session.exchange(request.build()).getRender().getImagesList().stream()
        .map(ImageCodec::fromProto)
        .toList();
  }

  /** Frees the environments on the server; closing twice is harmless. */
  @Override
  public void close() {
    session.close();
  }

  private static OpenRequest.Builder request(
      String id,
      KeywordArguments options,
      AutoresetMode mode,
      Optional<List<String>> infoNames,
      List<NamedWrapper> wrappers) {
    OpenRequest.Builder open =
        OpenRequest.newBuilder()
            .setEnvironmentId(id)
            .setOptions(OptionsCodec.toProto(options))
            .setAutoresetMode(AutoresetModeCodec.toProto(mode))
            .addAllWrappers(WrapperCodec.toProto(wrappers));
    infoNames.ifPresent(names -> open.getInfoBuilder().addAllNames(names));
    return open;
  }

  private VectorTimeStep timeStep(InteractRequest request) {
    InteractResponse response = session.exchange(request);
    return TimeStepCodec.fromProto(response.getTimeStep());
  }
}
