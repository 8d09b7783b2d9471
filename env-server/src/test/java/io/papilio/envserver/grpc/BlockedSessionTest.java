package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.BareEnvironment;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.v1.InteractRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions whose environments hang hold up none but themselves, over one connection. */
class BlockedSessionTest {
  /** An action that waits for the test. */
  private static final double BLOCK = 1;

  private static final int STEPS = 5;

  /** All that a vector of unknown cost steps on: the shared pool, and the thread of its session. */
  private static final int LANES = ForkJoinPool.getCommonPoolParallelism() + 1;

  private static final int SESSIONS = 2 * LANES + 1;

  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch sessionsBlocked = new CountDownLatch(SESSIONS);
  private final CountDownLatch lanesBlocked = new CountDownLatch(LANES);
  private final NettyServerFixture fixture =
      new NettyServerFixture(
          NettyServerFixture.config(SESSIONS + 1, 2 * SESSIONS, 600),
          HookEnvironment.catalog(this::step, () -> {}));

  @AfterEach
  void stop() {
    open.countDown();
    fixture.close();
  }

  private void step(double action) {
    if (action == BLOCK) {
      sessionsBlocked.countDown();
      lanesBlocked.countDown();
      BareEnvironment.await(open);
    }
  }

  private RawStream opened(int size) {
    RawStream stream =
        fixture.stream()
            .send(
                RawStream.open(HookEnvironment.ID, size, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    return stream;
  }

  private static InteractRequest act(int size, double action) {
    double[] actions = new double[size];
    Arrays.fill(actions, action);
    return RawStream.step(Tensor.float64(actions, size, 1));
  }

  private static void walk(RawStream stream, int size) {
    for (int t = 0; t < STEPS; t++) {
      assertTrue(stream.send(act(size, 0)).response().hasTimeStep());
    }
  }

  @Test
  void moreBlockedSessionsThanCoresLeaveAnotherItsWay() throws InterruptedException {
    List<RawStream> blocked =
        IntStream.range(0, SESSIONS).mapToObj(i -> opened(1).send(act(1, BLOCK))).toList();
    assertTrue(sessionsBlocked.await(60, TimeUnit.SECONDS));
    RawStream other = opened(1);
    walk(other, 1);
    other.send(RawStream.close());
    assertTrue(other.response().hasClose());
    open.countDown();
    blocked.forEach(stream -> assertTrue(stream.response().hasTimeStep()));
  }

  @Test
  void vectorBlockedOnAllCoresLeavesAnotherItsWay() throws InterruptedException {
    RawStream blocked = opened(LANES);
    RawStream other = opened(LANES);
    Stream.of(blocked, other).forEach(stream -> walk(stream, LANES));
    blocked.send(act(LANES, BLOCK));
    assertTrue(lanesBlocked.await(60, TimeUnit.SECONDS));
    walk(other, LANES);
    open.countDown();
    assertTrue(blocked.response().hasTimeStep());
  }
}
