package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.protocol.codec.AutoresetModeCodec;
import io.papilio.protocol.codec.ElementCodec;
import io.papilio.protocol.codec.ImageCodec;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.codec.ResetCodec;
import io.papilio.protocol.codec.ServerLimits;
import io.papilio.protocol.codec.SnapshotCodec;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.codec.TimeStepCodec;
import io.papilio.protocol.codec.WrapperCodec;
import io.papilio.protocol.v1.CloseResponse;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.OpenRequest;
import io.papilio.protocol.v1.OpenResponse;
import io.papilio.protocol.v1.RenderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One session, without its transport: decodes a request, delegates it to the environments, encodes
 * the answer. Not safe for use by several threads at once.
 */
final class Session implements AutoCloseable {
  private sealed interface State {}

  private enum WithoutEnvironments implements State {
    UNOPENED,
    CLOSED
  }

  private record Open(LocalVectorEnvironment environments) implements State {}

  /** Of one answer, before they are encoded; gRPC's own limit is 2 GiB. */
  private static final long MAX_PICTURE_BYTES = 1L << 30;

  private final EnvironmentCatalog catalog;
  private final ClientCapacity capacity;
  private final ServerLimits limits;
  private final CallCancellation attention;
  private State state = WithoutEnvironments.UNOPENED;
  private long bytes;

  Session(
      EnvironmentCatalog catalog,
      ClientCapacity capacity,
      ServerLimits limits,
      CallCancellation attention) {
    this.catalog = catalog;
    this.capacity = capacity;
    this.limits = limits;
    this.attention = attention;
  }

  /**
   * Carries out a request.
   *
   * @throws io.grpc.StatusRuntimeException when the request is out of place
   * @throws EnvironmentException among others, CAPACITY_EXCEEDED when the request is too large or
   *     asks for too much
   * @throws CancellationException when nobody waits for the answer any more
   */
  InteractResponse handle(InteractRequest request) {
    int size = request.getSerializedSize();
    if (limits.maxMessageBytes() > 0 && size > limits.maxMessageBytes()) {
      throw EnvironmentException.of(
          Reason.CAPACITY_EXCEEDED,
          "message: " + size + " bytes (expected: at most " + limits.maxMessageBytes() + ")");
    }
    return switch (request.getRequestCase()) {
      case OPEN -> open(request.getOpen());
      case RESET -> {
        VectorEnvironment environments = opened("reset");
        yield timeStep(
            environments.reset(ResetCodec.fromProto(request.getReset(), environments.size())));
      }
      case STEP ->
          timeStep(opened("step").step(ElementCodec.fromProto(request.getStep().getActions())));
      case SNAPSHOT -> {
        List<byte[]> snapshots = opened("snapshot").snapshot();
        yield InteractResponse.newBuilder().setSnapshot(SnapshotCodec.toProto(snapshots)).build();
      }
      case RESTORE ->
          timeStep(opened("restore").restore(SnapshotCodec.fromProto(request.getRestore())));
      case FORK -> timeStep(opened("fork").fork(SnapshotCodec.fromProto(request.getFork())));
      case RENDER -> render(opened("render"), request.getRender());
      case CLOSE -> {
        close();
        yield InteractResponse.newBuilder().setClose(CloseResponse.getDefaultInstance()).build();
      }
      case REQUEST_NOT_SET -> throw outOfPlace("nothing", "a request of the protocol");
    };
  }

  /** Whether it has environments whose steps are brief. */
  boolean stepsAreBrief() {
    return state instanceof Open open && open.environments.stepsAreBrief();
  }

  boolean isOpen() {
    return state instanceof Open;
  }

  boolean isClosed() {
    return state == WithoutEnvironments.CLOSED;
  }

  /** Frees the environments; closing twice is harmless. */
  @Override
  public void close() {
    State before = state;
    state = WithoutEnvironments.CLOSED;
    if (before instanceof Open open) {
      try {
        open.environments.close();
      } finally {
        release(open.environments.size());
      }
    }
  }

  private InteractResponse open(OpenRequest request) {
    if (state != WithoutEnvironments.UNOPENED) {
      throw outOfPlace("open", "open only once");
    }
    AutoresetMode mode = AutoresetModeCodec.fromProto(request.getAutoresetMode());
    int size = request.getNumEnvs() == 0 ? 1 : request.getNumEnvs();
    Require.that(
        size > 0, "num_envs", Integer.toUnsignedLong(size), "at most " + Integer.MAX_VALUE);
    capacity.environments().acquire(size);
    LocalVectorEnvironment environments;
    try {
      environments =
          catalog.vector(
              new VectorRequest(
                  request.getEnvironmentId(),
                  OptionsCodec.ofEach(request, size),
                  WrapperCodec.fromProto(request.getWrappersList()),
                  mode,
                  infoNames(request)),
              new VectorBounds(this::reserve, attention::isGone));
    } catch (RuntimeException | Error e) { // Out of memory above all: other sessions continue.
      release(size);
      throw e;
    }
    state = new Open(environments);
    return InteractResponse.newBuilder()
        .setOpen(
            OpenResponse.newBuilder()
                .setSpec(SpecCodec.toProto(environments.spec()))
                .setNumEnvs(size)
                .setAutoresetMode(AutoresetModeCodec.toProto(mode))
                .setLeaseSeconds(limits.leaseSeconds()))
        .build();
  }

  private void reserve(long more) {
    capacity.memory().acquire(more);
    bytes += more;
  }

  private void release(int environments) {
    capacity.environments().release(environments);
    capacity.memory().release(bytes);
    bytes = 0;
  }

  private InteractResponse render(VectorEnvironment environments, RenderRequest request) {
    RenderMode mode = RenderMode.of(request.getMode());
    ImageEncoding encoding = request.getEncoding();
    ImageCodec.check(mode, encoding);
    List<Integer> indices =
        request.getIndicesCount() == 0
            ? IntStream.range(0, environments.size()).boxed().toList()
            : request.getIndicesList();
    List<Frame> images = new ArrayList<>();
    long bytes = 0;
    for (int index : indices) {
      if (attention.isGone()) {
        throw new CancellationException("nobody waits for the pictures");
      }
      Frame image = environments.render(mode, List.of(index)).get(0);
      images.add(image);
      bytes += image.pixels().bytes().remaining();
      if (bytes > MAX_PICTURE_BYTES) {
        throw EnvironmentException.of(
            Reason.CAPACITY_EXCEEDED,
            "frames: " + bytes + " bytes (expected: at most " + MAX_PICTURE_BYTES + ")");
      }
    }
    return InteractResponse.newBuilder().setRender(ImageCodec.toProto(images, encoding)).build();
  }

  private VectorEnvironment opened(String request) {
    if (state instanceof Open open) {
      return open.environments;
    }
    throw outOfPlace(request, "open first");
  }

  private static InteractResponse timeStep(VectorTimeStep step) {
    return InteractResponse.newBuilder().setTimeStep(TimeStepCodec.toProto(step)).build();
  }

  private static Predicate<String> infoNames(OpenRequest request) {
    return request.hasInfo() ? Set.copyOf(request.getInfo().getNamesList())::contains : n -> true;
  }

  private static RuntimeException outOfPlace(String request, String expected) {
    return Status.INVALID_ARGUMENT
        .withDescription("request: " + request + " (expected: " + expected + ")")
        .asRuntimeException();
  }
}
