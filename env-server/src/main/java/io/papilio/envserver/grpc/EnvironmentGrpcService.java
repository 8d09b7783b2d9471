package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.envserver.access.AuditLog;
import io.papilio.envserver.access.Client;
import io.papilio.envserver.access.ClientLimits;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.policy.PolicyStore;
import io.papilio.protocol.codec.ServerInfo;
import io.papilio.protocol.codec.ServerLimits;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.GetServerInfoRequest;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Limits;
import io.papilio.protocol.v1.ListEnvironmentsRequest;
import io.papilio.protocol.v1.ListEnvironmentsResponse;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.UploadPolicyRequest;
import io.papilio.protocol.v1.UploadPolicyResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The environment service over a catalog. Knows its sessions, so as to end them. */
public final class EnvironmentGrpcService
    extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {
  private static final String NAME = "papilio";

  /** Longer than any step should take. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EnvironmentCatalog catalog;
  private final ServerLimits limits;
  private final Map<String, String> libraries;
  private final List<String> capabilities;
  private final SessionObserver.Source observers;
  private final AtomicLong sessions = new AtomicLong();
  private final ClientCapacity.Clients clients;
  private final Set<SessionStream> streams = ConcurrentHashMap.newKeySet();
  private final RolloutService rollouts;

  /**
   * A service without sessions.
   *
   * @param libraries what decides the numbers, for example {@code mujoco} to {@code 3.14.0}
   * @param capabilities by the protocol's names
   */
  public EnvironmentGrpcService(
      EnvironmentCatalog catalog,
      ServerLimits limits,
      ClientLimits clientLimits,
      Map<String, String> libraries,
      List<String> capabilities,
      SessionObserver.Source observers,
      PolicyStore policies,
      RolloutThreads threads) {
    this.catalog = catalog;
    this.capabilities = List.copyOf(capabilities);
    this.observers = observers;
    this.limits = limits;
    this.libraries = Map.copyOf(libraries);
    this.clients = new ClientCapacity.Clients(limits, clientLimits);
    this.rollouts = new RolloutService(catalog, policies, threads);
  }

  @Override
  public void getServerInfo(
      GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> response) {
    answer(
        response,
        () ->
            GetServerInfoResponse.newBuilder()
                .setProtocolVersion(ServerInfo.PROTOCOL_VERSION)
                .setServerName(NAME)
                .setServerVersion(SourceVersion.ofThisBuild().describe())
                .putAllLibraries(libraries)
                .addAllCapabilities(capabilities)
                .putAllModels(catalog.modelDigests())
                .setLimits(
                    Limits.newBuilder()
                        .setMaxSessions(limits.maxSessions())
                        .setMaxEnvironments(limits.maxEnvironments())
                        .setMaxEnvironmentBytes(limits.maxEnvironmentBytes())
                        .setMaxMessageBytes(limits.maxMessageBytes())
                        .setLeaseSeconds(limits.leaseSeconds()))
                .build());
  }

  @Override
  public void listEnvironments(
      ListEnvironmentsRequest request, StreamObserver<ListEnvironmentsResponse> response) {
    answer(
        response,
        () ->
            ListEnvironmentsResponse.newBuilder()
                .addAllEnvironments(catalog.specs().stream().map(SpecCodec::toProto).toList())
                .build());
  }

  @Override
  public StreamObserver<InteractRequest> interact(StreamObserver<InteractResponse> responses) {
    ClientCapacity capacity;
    try {
      capacity = clients.begin(Client.ofThisCall());
    } catch (RuntimeException full) {
      turnAway(full, responses);
      return new IgnoredRequests();
    }
    CallCancellation attention = CallCancellation.ofThisCall();
    SessionStream stream =
        new SessionStream(
            new Session(catalog, capacity, limits, attention),
            attention,
            (ServerCallStreamObserver<InteractResponse>) responses,
            System::nanoTime,
            observers.begin(sessions.incrementAndGet()),
            ended -> {
              streams.remove(ended);
              clients.end(capacity);
            });
    streams.add(stream);
    stream.start();
    return stream;
  }

  @Override
  public void uploadPolicy(
      UploadPolicyRequest request, StreamObserver<UploadPolicyResponse> response) {
    answer(
        response,
        () -> {
          UploadPolicyResponse uploaded = rollouts.upload(request);
          String policy = uploaded.getPolicyId() + " version " + uploaded.getPolicyVersion();
          AuditLog.done(Client.ofThisCall(), "policy uploaded", policy, uploaded.getDigest());
          return uploaded;
        });
  }

  @Override
  public void rollout(RolloutRequest request, StreamObserver<RolloutResponse> responses) {
    ClientCapacity capacity;
    try {
      capacity = clients.begin(Client.ofThisCall());
    } catch (RuntimeException full) {
      turnAway(full, responses);
      return;
    }
    long session = sessions.incrementAndGet();
    AuditLog.done(
        capacity.client(), "rollout begun", request.getEnvironmentId(), "session " + session);
    rollouts.begin(
        request,
        capacity,
        (ServerCallStreamObserver<RolloutResponse>) responses,
        observers.begin(session),
        () -> clients.end(capacity));
  }

  /**
   * Ends the sessions that nobody opens, and the sessions and rollouts whose lease ran out; to be
   * called now and then.
   */
  public void endIdleSessions() {
    streams.forEach(stream -> stream.expire(limits.leaseSeconds()));
    if (limits.leaseSeconds() > 0) {
      rollouts.expire(limits.leaseSeconds());
    }
  }

  /** Ends all sessions, because the server stops; those that are stuck in a request stay. */
  public void endSessions() throws InterruptedException {
    Status stopping = Status.UNAVAILABLE.withDescription("the server is stopping");
    // All are asked before any is awaited, so that running requests stop together.
    rollouts.stop(stopping);
    streams.forEach(stream -> stream.abandon(stopping));
    for (SessionStream stream : streams) {
      stream.end(stopping, PATIENCE);
    }
  }

  private void turnAway(RuntimeException full, StreamObserver<?> responses) {
    Status status = ErrorStatus.of(full);
    observers.turnedAway(status.getCode().name(), status.getDescription());
    responses.onError(status.asRuntimeException());
  }

  private static <T> void answer(StreamObserver<T> response, Supplier<T> answer) {
    try {
      response.onNext(answer.get());
      response.onCompleted();
    } catch (RuntimeException failure) {
      response.onError(ErrorStatus.withTrailers(ErrorStatus.of(failure), failure));
    }
  }
}
