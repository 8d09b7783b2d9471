package io.papilio.envserver.grpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeGroup;
import io.papilio.core.rollout.EpisodeQueue;
import io.papilio.core.rollout.EpisodeRecording;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.access.Client;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.envserver.policy.PolicyStore;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.codec.RolloutCodec;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.codec.WrapperCodec;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.RolloutStarted;
import io.papilio.protocol.v1.UploadPolicyRequest;
import io.papilio.protocol.v1.UploadPolicyResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The rollouts of a server. Knows those that run, so as to end them. */
final class RolloutService {
  /** Where the client leaves it to the server: larger batches are hardly faster. */
  private static final int DEFAULT_NUM_ENVS = 64;

  private final EnvironmentCatalog catalog;
  private final PolicyStore policies;
  private final RolloutThreads threads;
  private final Set<RolloutStream> streams = ConcurrentHashMap.newKeySet();

  RolloutService(EnvironmentCatalog catalog, PolicyStore policies, RolloutThreads threads) {
    this.catalog = catalog;
    this.policies = policies;
    this.threads = threads;
  }

  UploadPolicyResponse upload(UploadPolicyRequest request) {
    Object connection = ConnectionIdentity.ofThisCall();
    PolicyStore.Stored stored =
        policies.upload(
            connection, Client.ofThisCall(), request.getPolicyId(), request.getPolicy());
    if (Context.current().isCancelled()) {
      // The connection may have ended before it had this policy.
      policies.forget(connection, stored.id());
    }
    return UploadPolicyResponse.newBuilder()
        .setPolicyId(stored.id())
        .setPolicyVersion(stored.version())
        .setDigest("sha256:" + stored.policy().digest().sha256())
        .setLeaseSeconds(policies.leaseSeconds())
        .build();
  }

  /** Begins a rollout on the call that is being set up on this thread. */
  void begin(
      RolloutRequest request,
      ClientCapacity capacity,
      ServerCallStreamObserver<RolloutResponse> responses,
      SessionObserver observer,
      Runnable onEnd) {
    CallCancellation attention = CallCancellation.ofThisCall();
    RolloutEnvironments environments = new RolloutEnvironments(capacity);
    AtomicReference<PolicyStore.Stored> policy = new AtomicReference<>();
    AtomicReference<RolloutStream> self = new AtomicReference<>();
    RolloutStream stream =
        new RolloutStream(
            responses,
            attention,
            threads.pool(),
            System::nanoTime,
            () -> {
              environments.close();
              if (policy.get() != null) {
                policy.get().policy().release();
              }
              onEnd.run();
            },
            status -> {
              streams.remove(self.get());
              String message = status.getDescription();
              observer.ended(status.getCode().name(), message == null ? "" : message);
            });
    self.set(stream);
    streams.add(stream);
    try {
      List<BigInteger> seeds = RolloutCodec.seeds(request);
      policy.set(find(request));
      environments.open(catalog, vector(request, numEnvs(request, seeds.size())), attention);
      start(stream, request, seeds, policy.get(), environments, attention);
    } catch (Throwable e) { // Out of memory above all: other rollouts continue.
      stream.reject(e);
    }
  }

  /** Ends the rollouts whose clients took nothing for so long. */
  void expire(int leaseSeconds) {
    streams.forEach(stream -> stream.expire(leaseSeconds));
  }

  /** Ends all rollouts, each before its next environment advances. */
  void stop(Status status) {
    streams.forEach(stream -> stream.stop(status));
  }

  private void start(
      RolloutStream stream,
      RolloutRequest request,
      List<BigInteger> seeds,
      PolicyStore.Stored stored,
      RolloutEnvironments environments,
      CallCancellation attention) {
    EpisodeRecording recording = RolloutCodec.recording(request, environments.maxChunkSteps());
    RolloutStream.Chunks chunks =
        new RolloutStream.Chunks(stored.id(), stored.version(), RolloutCodec.rounding(request));
    Policy policy = stored.policy().in(environments.spec());
    EpisodeQueue queue = new EpisodeQueue(seeds);
    List<EpisodeGroup> groups =
        environments.groups(threads.count(), stored.policy().maxBatch()).stream()
            .map(
                group ->
                    new EpisodeGroup(
                        group, policy, queue, recording, stream::send, attention::isGone))
            .toList();
    RolloutStarted started =
        RolloutStarted.newBuilder()
            .setSpec(SpecCodec.toProto(environments.spec()))
            .setPolicyId(stored.id())
            .setPolicyVersion(stored.version())
            .setPolicyDigest("sha256:" + stored.policy().digest().sha256())
            .setNumEnvs(environments.size())
            .build();
    stream.start(RolloutResponse.newBuilder().setStarted(started).build(), chunks, groups);
  }

  private PolicyStore.Stored find(RolloutRequest request) {
    return switch (request.getSourceCase()) {
      case POLICY_ID -> policies.find(ConnectionIdentity.ofThisCall(), request.getPolicyId());
      case POLICY -> policies.once(request.getPolicy());
      case SOURCE_NOT_SET ->
          throw new InvalidValueException("policy", "none", "a policy or the id of one");
    };
  }

  private static VectorRequest vector(RolloutRequest request, int size) {
    KeywordArguments keywords = OptionsCodec.fromProto(request.getOptions());
    return VectorRequest.of(request.getEnvironmentId(), keywords, size, AutoresetMode.DISABLED)
        .withWrappers(WrapperCodec.fromProto(request.getWrappersList()))
        .withoutInfos();
  }

  private static int numEnvs(RolloutRequest request, int episodes) {
    int wanted = request.getNumEnvs();
    Require.that(
        wanted >= 0, "num_envs", Integer.toUnsignedLong(wanted), "at most " + Integer.MAX_VALUE);
    return Math.min(wanted == 0 ? DEFAULT_NUM_ENVS : wanted, episodes);
  }
}
