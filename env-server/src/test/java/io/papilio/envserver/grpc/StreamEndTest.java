package io.papilio.envserver.grpc;

import static io.papilio.envserver.fixture.RawStream.close;
import static io.papilio.envserver.fixture.RawStream.drift;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static io.papilio.envserver.fixture.RawStream.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.protocol.v1.InteractRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a stream ends, over Netty. */
class StreamEndTest {
  private static final InteractRequest OPEN = open("Drift-v0", 1, AutoresetMode.DISABLED);

  private final NettyServerFixture fixture = new NettyServerFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void expect(Status.Code code, Status actual) {
    assertEquals(code, actual.getCode(), actual::toString);
  }

  @Test
  void closeIsAnsweredAndEndsTheStream() {
    RawStream stream = fixture.stream().send(OPEN, close());
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasClose());
    assertEquals(Status.OK, stream.end());
  }

  @Test
  void halfCloseEndsTheStream() {
    RawStream stream = fixture.stream().send(OPEN);
    stream.halfClose();
    assertTrue(stream.response().hasOpen());
    assertEquals(Status.OK, stream.end());
  }

  @Test
  void requestOutOfPlaceEndsTheStream() {
    expect(Status.Code.INVALID_ARGUMENT, fixture.stream().send(reset("1")).end());
    InteractRequest nothing = InteractRequest.getDefaultInstance();
    expect(Status.Code.INVALID_ARGUMENT, fixture.stream().send(nothing).end());
    RawStream stream = fixture.stream().send(OPEN, OPEN);
    assertTrue(stream.response().hasOpen());
    expect(Status.Code.INVALID_ARGUMENT, stream.end());
  }

  @Test
  void fourthSessionOfThreeIsRejected() {
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < NettyServerFixture.CONFIG.limits().maxSessions(); i++) {
      RawStream stream = fixture.stream().send(OPEN);
      assertTrue(stream.response().hasOpen());
      streams.add(stream);
    }
    expect(Status.Code.RESOURCE_EXHAUSTED, fixture.stream().send(OPEN).end());
    streams.get(0).send(close());
    assertTrue(streams.get(0).response().hasClose());
    assertTrue(fixture.stream().send(OPEN).response().hasOpen());
  }

  @Test
  void ninthEnvironmentOfEightIsRejected() {
    RawStream five = fixture.stream().send(open("Drift-v0", 5, AutoresetMode.NEXT_STEP));
    assertTrue(five.response().hasOpen());
    expect(
        Status.Code.RESOURCE_EXHAUSTED,
        fixture.stream().send(open("Drift-v0", 4, AutoresetMode.NEXT_STEP)).end());
    RawStream three = fixture.stream().send(open("Drift-v0", 3, AutoresetMode.NEXT_STEP));
    assertTrue(three.response().hasOpen());
  }

  @Test
  void messageThatIsTooLargeEndsTheStream() {
    RawStream stream = fixture.stream().send(OPEN);
    assertTrue(stream.response().hasOpen());
    InteractRequest large = step(Tensor.float64(new double[9_000], 3_000, 3));
    expect(Status.Code.RESOURCE_EXHAUSTED, stream.send(large).end());
  }

  @ParameterizedTest
  @ValueSource(doubles = {ServedDriftEnvironment.BUG, ServedDriftEnvironment.CANCEL})
  void bugEndsTheStreamWithAnId(double bug) {
    RawStream stream = fixture.stream().send(OPEN, reset("1"), drift(bug));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    Status end = stream.end();
    assertEquals(Status.Code.INTERNAL, end.getCode());
    assertTrue(end.getDescription().matches(".* [0-9a-f-]{36}"), end.getDescription());
  }

  @Test
  void stoppingServerSaysSo() {
    RawStream stream = fixture.stream().send(OPEN);
    assertTrue(stream.response().hasOpen());
    fixture.server.close();
    expect(Status.Code.UNAVAILABLE, stream.end());
  }
}
