package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.StepCost;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.v1.InteractRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What runs on the thread that reads a connection, and what on the pool, over Netty. */
class ReadingThreadTest {
  private static final int STEPS = 20;
  private static final StepCost HALF = StepCost.ofMicros(50);

  private volatile boolean onPool;

  private void notice() {
    String thread = Thread.currentThread().getName();
    onPool = thread.startsWith("papilio-requests") || thread.startsWith("papilio-rows");
  }

  private NettyServerFixture server(StepCost cost) {
    return new NettyServerFixture(
        NettyServerFixture.CONFIG, HookEnvironment.catalog(action -> notice(), this::notice, cost));
  }

  private static RawStream session(NettyServerFixture server, int size) {
    RawStream stream =
        server.stream()
            .send(
                RawStream.open(HookEnvironment.ID, size, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    return stream;
  }

  private static InteractRequest step(int size) {
    return RawStream.step(Tensor.float64(new double[size], size, 1));
  }

  private boolean isTakenOnPool(RawStream session, int size) {
    assertTrue(session.send(step(size)).response().hasTimeStep());
    return onPool;
  }

  private boolean allAreTakenOnPool(RawStream session, int size) {
    return IntStream.range(0, STEPS).allMatch(t -> isTakenOnPool(session, size));
  }

  @Test
  void briefStepsAreTakenWhereTheyAreRead() {
    try (NettyServerFixture server = server(HALF)) {
      // The first may still find a thread of the pool at work on the call.
      assertFalse(allAreTakenOnPool(session(server, 2), 2));
    }
  }

  @Test
  void stepsOfALargerVectorAreNot() {
    try (NettyServerFixture server = server(HALF)) {
      assertTrue(allAreTakenOnPool(session(server, 6), 6));
    }
  }

  @Test
  void stepsThatMightHangAreNot() {
    try (NettyServerFixture server = server(StepCost.UNKNOWN)) {
      assertTrue(allAreTakenOnPool(session(server, 1), 1));
    }
  }

  @Test
  void stepsAfterRejectedOnesAreNot() {
    try (NettyServerFixture server = server(StepCost.UNKNOWN)) {
      RawStream session = session(server, 1);
      for (int t = 0; t < STEPS; t++) {
        session.send(step(3)).failure();
      }
      assertTrue(allAreTakenOnPool(session, 1));
    }
  }

  @Test
  void closingIsNot() {
    try (NettyServerFixture server = server(HALF)) {
      RawStream session = session(server, 1);
      assertFalse(allAreTakenOnPool(session, 1));
      assertTrue(session.send(RawStream.close()).response().hasClose());
      assertTrue(onPool);
    }
  }

  @Test
  void theEndOfRequestsIsNot() {
    try (NettyServerFixture server = server(HALF)) {
      RawStream session = session(server, 1);
      assertFalse(allAreTakenOnPool(session, 1));
      session.halfClose();
      assertEquals(Status.Code.OK, session.end().getCode());
      assertTrue(onPool);
    }
  }

  @Test
  void whatIsSentAheadIsAnsweredInOrder() {
    try (NettyServerFixture server = server(HALF)) {
      RawStream session = session(server, 1);
      assertFalse(allAreTakenOnPool(session, 1));
      session.send(step(1), RawStream.reset("1"), step(1), step(1), RawStream.close());
      session.halfClose();
      for (int t = 0; t < 4; t++) {
        assertTrue(session.response().hasTimeStep());
      }
      assertTrue(session.response().hasClose());
      assertEquals(Status.Code.OK, session.end().getCode());
    }
  }
}
