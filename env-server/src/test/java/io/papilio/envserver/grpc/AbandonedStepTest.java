package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Status;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.BareEnvironment;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A long step of a vector ends when nobody waits for it any more, over Netty. */
class AbandonedStepTest {
  /** The threads that step a vector: the shared pool, and that of its session. */
  private static final int LANES = ForkJoinPool.getCommonPoolParallelism() + 1;

  private static final int SIZE = 8 * LANES;

  /** All of them: the call's context, whose end is waited for, belongs to one of the threads. */
  private final CountDownLatch entered = new CountDownLatch(LANES);

  private final CountDownLatch leave = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(SIZE);
  private final AtomicInteger steps = new AtomicInteger();
  private final NettyServerFixture fixture =
      new NettyServerFixture(
          NettyServerFixture.config(1, SIZE, 600),
          HookEnvironment.catalog(this::step, closed::countDown));

  @AfterEach
  void stop() {
    leave.countDown();
    fixture.close();
  }

  /** Ends when its call is canceled, or when the test says so. */
  private void step(double action) {
    steps.incrementAndGet();
    Context.current().addListener(context -> leave.countDown(), Runnable::run);
    entered.countDown();
    BareEnvironment.await(leave);
  }

  private RawStream stepping() throws InterruptedException {
    RawStream stream =
        fixture.stream()
            .send(
                RawStream.open(HookEnvironment.ID, SIZE, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"),
                RawStream.step(Tensor.float64(new double[SIZE], SIZE, 1)));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    assertTrue(entered.await(60, TimeUnit.SECONDS));
    return stream;
  }

  @Test
  void stepOfACancelledSessionStopsBeforeTheNextEnvironment() throws InterruptedException {
    RawStream stream = stepping();
    fixture.raw.shutdownNow();
    assertEquals(Status.Code.UNAVAILABLE, stream.end().getCode());
    assertTrue(closed.await(60, TimeUnit.SECONDS), "environments are freed");
    assertTrue(steps.get() <= LANES, steps::toString);
  }

  @Test
  void stepOfAStoppingServerStopsBeforeTheNextEnvironment() throws InterruptedException {
    stepping();
    fixture.server.close();
    assertTrue(closed.await(60, TimeUnit.SECONDS), "environments are freed");
    assertTrue(steps.get() <= LANES, steps::toString);
  }
}
