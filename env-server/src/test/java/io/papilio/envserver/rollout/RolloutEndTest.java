package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Box;
import io.papilio.envserver.fixture.CuttableLine;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How rollouts end before their time: nothing of them remains, and those beside them continue. */
@Timeout(60)
class RolloutEndTest {
  private static final Policy ZERO =
      Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_ZERO).build();
  private static final RolloutRequest ENDLESS =
      RolloutRequest.newBuilder()
          .setEnvironmentId(HookEnvironment.ID)
          .setPolicy(ZERO)
          .setEpisodes(3)
          .build();
  private static final int ENVIRONMENTS = 3;
  private static final int ALL_ENVIRONMENTS = 8;

  private final AtomicLong steps = new AtomicLong();
  private final Semaphore closed = new Semaphore(0);
  private NettyServerFixture fixture = serve(600);

  private NettyServerFixture serve(int leaseSeconds) {
    return new NettyServerFixture(
        NettyServerFixture.config(3, ALL_ENVIRONMENTS, leaseSeconds),
        HookEnvironment.catalog(action -> steps.incrementAndGet(), closed::release));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void canceledRolloutIsFreedAndAnotherContinues() throws Exception {
    RolloutReader other = new RolloutReader(fixture.raw, ENDLESS).read(5);
    RolloutReader reader = new RolloutReader(fixture.raw, ENDLESS).read(20);
    reader.cancel();
    assertFreed();
    other.read(50).cancel();
    assertFreed();
    assertAllCapacityIsFree();
  }

  @Test
  void nothingStepsAfterACancellation() throws Exception {
    new RolloutReader(fixture.raw, ENDLESS).read(20).cancel();
    assertFreed();
    long after = steps.get();
    Thread.sleep(50);
    assertEquals(after, steps.get());
  }

  @Test
  void vanishedClientIsFreedAndAnotherContinues() throws Exception {
    RolloutReader other = new RolloutReader(fixture.raw, ENDLESS).read(5);
    CuttableLine line = new CuttableLine(fixture.server.target());
    ManagedChannel far = connect(line.target());
    new RolloutReader(far, ENDLESS).read(5);
    line.close();
    assertFreed();
    other.read(50).cancel();
    assertFreed();
    assertAllCapacityIsFree();
    far.shutdownNow();
  }

  @Test
  void slowReaderStopsTheEnvironmentsAndMayContinue() throws Exception {
    RolloutReader reader = new RolloutReader(fixture.raw, ENDLESS).read(2);
    long before;
    do {
      before = steps.get();
      Thread.sleep(200);
    } while (steps.get() != before);
    assertTrue(rolloutWorks(ALL_ENVIRONMENTS - ENVIRONMENTS));
    reader.read(100);
    assertTrue(steps.get() > before);
    reader.cancel();
    assertTrue(closed.tryAcquire(ALL_ENVIRONMENTS, 10, TimeUnit.SECONDS), "environments are freed");
    assertAllCapacityIsFree();
  }

  @Test
  void stoppedServerEndsAllRollouts() throws Exception {
    RolloutRequest few = ENDLESS.toBuilder().setEvery(1000).setChunkSteps(1).build();
    RolloutReader reader = new RolloutReader(fixture.raw, few).read(1).readAll();
    ManagedChannel other = connect(fixture.server.target());
    RolloutReader silent = new RolloutReader(other, ENDLESS).read(1);
    fixture.server.close();
    assertEquals(Status.Code.UNAVAILABLE, reader.end());
    // Its status may be behind chunks that it did not read, and then is lost with the connection.
    assertNotEquals(Status.Code.OK, silent.end());
    assertFreed();
    assertFreed();
    other.shutdownNow();
  }

  @Test
  void leaseEndsARolloutThatNobodyReads() throws Exception {
    fixture.close();
    fixture = serve(1);
    RolloutReader reader = new RolloutReader(fixture.raw, ENDLESS);
    assertFreed();
    assertEquals(Status.Code.DEADLINE_EXCEEDED, reader.end());
    assertAllCapacityIsFree();
  }

  @Test
  void tooManyEnvironmentsAreRejected() throws InterruptedException {
    try (RolloutRunner runner = fixture.channel.runner(HookEnvironment.ID, ALL_ENVIRONMENTS + 1)) {
      assertThrows(
          EnvironmentException.class,
          () ->
              runner.run(
                  new ZeroPolicy(Box.unbounded(1)), EpisodeSeeds.of(0, ALL_ENVIRONMENTS + 1)));
    }
    assertAllCapacityIsFree();
  }

  /** The environments of one endless rollout. */
  private void assertFreed() throws InterruptedException {
    assertTrue(closed.tryAcquire(ENVIRONMENTS, 10, TimeUnit.SECONDS), "environments are freed");
  }

  /** Soon after the environments have been closed. */
  private void assertAllCapacityIsFree() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        assertTrue(rolloutWorks(ALL_ENVIRONMENTS));
        return;
      } catch (StatusRuntimeException full) {
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, full.getStatus().getCode());
        Thread.sleep(50);
      }
    }
    fail("environments are still counted after 5 s");
  }

  private static ManagedChannel connect(String target) {
    return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
  }

  private boolean rolloutWorks(int episodes) {
    RolloutRequest request = ENDLESS.toBuilder().setEpisodes(episodes).setHorizon(3).build();
    var responses = EnvironmentServiceGrpc.newBlockingStub(fixture.raw).rollout(request);
    int ends = 0;
    while (responses.hasNext()) {
      ends += responses.next().getChunk().hasEnd() ? 1 : 0;
    }
    return ends == episodes;
  }
}
