package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Box;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How rollouts end before their time: nothing of them remains. */
@Timeout(60)
class RolloutEndTest {
  private static final Policy ZERO =
      Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_ZERO).build();
  private static final RolloutRequest ENDLESS =
      RolloutRequest.newBuilder()
          .setEnvironmentId(HookEnvironment.ID)
          .setPolicy(ZERO)
          .setEpisodes(4)
          .build();
  private static final int ENVIRONMENTS = 4;

  private final AtomicLong steps = new AtomicLong();
  private final Semaphore closed = new Semaphore(0);
  private final EnvironmentCatalog catalog =
      HookEnvironment.catalog(action -> steps.incrementAndGet(), closed::release);

  @Test
  void canceledRolloutFreesItsEnvironmentsWithin100Milliseconds() throws Exception {
    try (NettyServerFixture fixture = new NettyServerFixture(NettyServerFixture.CONFIG, catalog)) {
      Reader reader = new Reader(fixture.raw, ENDLESS);
      reader.request(20);
      reader.awaitResponses(20);
      long begin = System.nanoTime();
      reader.call.cancel("enough", null);
      assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS));
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(millis < 100, millis + " ms");
      long after = steps.get();
      Thread.sleep(50);
      assertEquals(after, steps.get());
      assertTrue(rolloutsWork(fixture));
    }
  }

  @Test
  void vanishedClientFreesItsEnvironments() throws Exception {
    try (NettyServerFixture fixture = new NettyServerFixture(NettyServerFixture.CONFIG, catalog)) {
      Reader reader = new Reader(fixture.raw, ENDLESS);
      reader.request(5);
      reader.awaitResponses(5);
      fixture.raw.shutdownNow();
      assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS));
    }
  }

  @Test
  void slowReaderStopsTheEnvironmentsAndMayContinue() throws Exception {
    try (NettyServerFixture fixture = new NettyServerFixture(NettyServerFixture.CONFIG, catalog)) {
      Reader reader = new Reader(fixture.raw, ENDLESS);
      reader.request(2);
      reader.awaitResponses(2);
      long before;
      do {
        before = steps.get();
        Thread.sleep(200);
      } while (steps.get() != before);
      assertTrue(rolloutsWork(fixture));
      reader.request(100);
      reader.awaitResponses(100);
      assertTrue(steps.get() > before);
      reader.call.cancel("enough", null);
      assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS));
    }
  }

  @Test
  void stoppedServerEndsRolloutsAsUnavailable() throws Exception {
    NettyServerFixture fixture = new NettyServerFixture(NettyServerFixture.CONFIG, catalog);
    Reader reader = new Reader(fixture.raw, ENDLESS);
    reader.request(Integer.MAX_VALUE);
    reader.awaitResponses(10);
    fixture.server.close();
    assertEquals(Status.Code.UNAVAILABLE, reader.end.get(10, TimeUnit.SECONDS).getCode());
    assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS));
    fixture.close();
  }

  @Test
  void leaseEndsARolloutThatNobodyReads() throws Exception {
    try (NettyServerFixture fixture =
        new NettyServerFixture(NettyServerFixture.config(3, 8, 1), catalog)) {
      Reader reader = new Reader(fixture.raw, ENDLESS);
      assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS));
      reader.request(Integer.MAX_VALUE);
      assertEquals(Status.Code.DEADLINE_EXCEEDED, reader.end.get(10, TimeUnit.SECONDS).getCode());
    }
  }

  @Test
  void lostServersSeedsRunOnAnother() throws Exception {
    EnvironmentCatalog walkers = EnvironmentCatalog.standard();
    var spec = walkers.spec("Walker2d-v5", io.papilio.core.env.KeywordArguments.NONE);
    var policy = Policies.perceptron(spec.actionBox(), spec.observationBox().size(), 6);
    var expected = walkers.runner(spec.id(), 4).run(policy, EpisodeSeeds.of(0, 40));
    EnvServer dying = EnvServer.start(quick(), walkers);
    try (EnvServer living = EnvServer.start(quick(), walkers);
        EnvironmentChannel first = EnvironmentChannel.connect(dying.target());
        EnvironmentChannel second = EnvironmentChannel.connect(living.target());
        RolloutRunner runner =
            new io.papilio.protocol.client.RemoteRollout(
                java.util.List.of(first, second),
                spec.id(),
                io.papilio.core.env.KeywordArguments.NONE,
                4)) {
      assertEquals(spec, runner.spec());
      CompletableFuture<Void> death = CompletableFuture.runAsync(dying::close);
      assertEquals(expected, runner.run(policy, EpisodeSeeds.of(0, 40)));
      death.get();
      assertEquals(expected, runner.run(policy, EpisodeSeeds.of(0, 40)));
    }
  }

  @Test
  void policiesAreOfTheirConnectionAndHaveVersions() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      var stub = EnvironmentServiceGrpc.newBlockingStub(fixture.raw);
      var first = stub.uploadPolicy(UploadPolicyRequest.newBuilder().setPolicy(ZERO).build());
      assertEquals(1, first.getPolicyVersion());
      var second =
          stub.uploadPolicy(
              UploadPolicyRequest.newBuilder()
                  .setPolicy(ZERO)
                  .setPolicyId(first.getPolicyId())
                  .build());
      assertEquals(2, second.getPolicyVersion());
      assertEquals(first.getPolicyId(), second.getPolicyId());
      RolloutRequest request =
          RolloutRequest.newBuilder()
              .setEnvironmentId("Drift-v0")
              .setPolicyId(first.getPolicyId())
              .setEpisodes(1)
              .setHorizon(3)
              .build();
      RolloutResponse started = stub.rollout(request).next();
      assertEquals(2, started.getStarted().getPolicyVersion());
      ManagedChannel other =
          io.grpc.Grpc.newChannelBuilder(
                  fixture.server.target(), io.grpc.InsecureChannelCredentials.create())
              .build();
      var strange = EnvironmentServiceGrpc.newBlockingStub(other).rollout(request);
      var unknown = assertThrows(StatusRuntimeException.class, strange::hasNext);
      assertEquals(Status.Code.NOT_FOUND, unknown.getStatus().getCode());
      other.shutdownNow();
    }
  }

  @Test
  void tooManyEnvironmentsAreRejected() {
    try (NettyServerFixture fixture = new NettyServerFixture(NettyServerFixture.CONFIG, catalog);
        RolloutRunner runner = fixture.channel.runner(HookEnvironment.ID, 9)) {
      assertThrows(
          EnvironmentException.class,
          () -> runner.run(new ZeroPolicy(Box.unbounded(1)), EpisodeSeeds.of(0, 9)));
    }
  }

  private static EnvServerConfig quick() {
    return Settings.of(EnvServerConfig.DEFAULTS.withPort(0)).with(Map.of("drain-seconds", "0"));
  }

  private static boolean rolloutsWork(NettyServerFixture fixture) {
    RolloutRequest short_ = ENDLESS.toBuilder().setEpisodes(2).setHorizon(3).build();
    var responses = EnvironmentServiceGrpc.newBlockingStub(fixture.raw).rollout(short_);
    int ends = 0;
    while (responses.hasNext()) {
      ends += responses.next().getChunk().hasEnd() ? 1 : 0;
    }
    return ends == 2;
  }

  /** A rollout of which a test reads what it wants. */
  private static final class Reader extends ClientCall.Listener<RolloutResponse> {
    private final ClientCall<RolloutRequest, RolloutResponse> call;
    private final Semaphore arrived = new Semaphore(0);
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    Reader(ManagedChannel channel, RolloutRequest request) {
      call =
          channel.newCall(EnvironmentServiceGrpc.getRolloutMethod(), io.grpc.CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.sendMessage(request);
      call.halfClose();
    }

    void request(int responses) {
      call.request(responses);
    }

    void awaitResponses(int count) throws InterruptedException {
      assertTrue(arrived.tryAcquire(count, 20, TimeUnit.SECONDS));
    }

    @Override
    public void onMessage(RolloutResponse message) {
      arrived.release();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(status);
    }
  }
}
