package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.v1.InteractRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is carried out on the thread that reads it, and what on the pool. */
class ReadingThreadTest {
  private static final int STEPS = 20;

  /** On a busy machine steps take long at times; so many in a row never do. */
  private static final int MANY_STEPS = 20_000;

  private static final double BRIEF = 0;

  /** An action that takes twice what is still brief. */
  private static final double LONG = 1;

  private static final long LONG_NANOS = 1_000_000;

  private volatile boolean onPool;

  private void notice() {
    onPool = Thread.currentThread().getName().startsWith("papilio-requests");
  }

  private void takeStep(double action) {
    notice();
    long begin = System.nanoTime();
    while (action == LONG && System.nanoTime() - begin < LONG_NANOS) {
      Thread.onSpinWait();
    }
  }

  private NettyServerFixture server(boolean stepsAreBounded) {
    return new NettyServerFixture(
        NettyServerFixture.CONFIG,
        HookEnvironment.catalog(this::takeStep, this::notice, stepsAreBounded));
  }

  private static RawStream session(NettyServerFixture server) {
    RawStream stream =
        server.stream()
            .send(
                RawStream.open(HookEnvironment.ID, 1, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    return stream;
  }

  private static InteractRequest step(double action) {
    return RawStream.step(Tensor.float64(new double[] {action}, 1, 1));
  }

  private boolean isCarriedOutOnPool(RawStream session, double action) {
    assertTrue(session.send(step(action)).response().hasTimeStep());
    return onPool;
  }

  private void untilWhereItIsRead(RawStream session) {
    assertTrue(IntStream.range(0, MANY_STEPS).anyMatch(t -> !isCarriedOutOnPool(session, BRIEF)));
  }

  @Test
  void briefStepsAreCarriedOutWhereTheyAreRead() {
    try (NettyServerFixture server = server(true)) {
      RawStream session = session(server);
      assertTrue(isCarriedOutOnPool(session, BRIEF));
      assertTrue(IntStream.range(0, MANY_STEPS).anyMatch(t -> !isCarriedOutOnPool(session, BRIEF)));
    }
  }

  @Test
  void stepsThatMightHangAreNot() {
    try (NettyServerFixture server = server(false)) {
      RawStream session = session(server);
      IntStream.range(0, STEPS).forEach(t -> assertTrue(isCarriedOutOnPool(session, BRIEF)));
    }
  }

  @Test
  void longStepsAreNot() {
    try (NettyServerFixture server = server(true)) {
      RawStream session = session(server);
      IntStream.range(0, STEPS).forEach(t -> assertTrue(isCarriedOutOnPool(session, LONG)));
    }
  }

  @Test
  void closingIsNot() {
    try (NettyServerFixture server = server(true)) {
      RawStream session = session(server);
      untilWhereItIsRead(session);
      assertTrue(session.send(RawStream.close()).response().hasClose());
      assertTrue(onPool);
    }
  }

  @Test
  void theEndOfRequestsIsNot() {
    try (NettyServerFixture server = server(true)) {
      RawStream session = session(server);
      untilWhereItIsRead(session);
      session.halfClose();
      assertEquals(Status.Code.OK, session.end().getCode());
      assertTrue(onPool);
    }
  }

  @Test
  void whatIsSentAheadIsAnsweredInOrder() {
    try (NettyServerFixture server = server(true)) {
      RawStream session = session(server);
      untilWhereItIsRead(session);
      InteractRequest step = step(BRIEF);
      session.send(step, RawStream.reset("1"), step, step, RawStream.close());
      session.halfClose();
      for (int t = 0; t < 4; t++) {
        assertTrue(session.response().hasTimeStep());
      }
      assertTrue(session.response().hasClose());
      assertEquals(Status.Code.OK, session.end().getCode());
    }
  }

  @Test
  void stepsOfSessionsThatTakeTurnsAreNot() {
    try (NettyServerFixture server = server(true)) {
      List<RawStream> sessions = List.of(session(server), session(server));
      for (int t = 0; t < STEPS; t++) {
        sessions.forEach(session -> assertTrue(isCarriedOutOnPool(session, BRIEF)));
      }
    }
  }
}
