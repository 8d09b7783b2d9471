package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.v1.InteractRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Environments that together would take too much memory, over Netty. */
class MemoryLimitTest {
  /** A stack of observations is 2000 numbers, of which there are twelve copies. */
  private static final long BYTES_EACH = 12 * 2000 * 8;

  private final NettyServerFixture fixture =
      new NettyServerFixture(NettyServerFixture.withMemory(5 * BYTES_EACH));

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static InteractRequest stacked(int size) {
    InteractRequest.Builder request =
        RawStream.open("Drift-v0", size, AutoresetMode.NEXT_STEP).toBuilder();
    request
        .getOpenBuilder()
        .addWrappersBuilder()
        .setName("FrameStack")
        .setOptions(OptionsCodec.toProto(KeywordArguments.of("stack_size", 1000)));
    return request.build();
  }

  @Test
  void environmentsThatDoNotFitAreRefusedWithTheLimit() {
    Status end = fixture.stream().send(stacked(6)).end();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, end.getCode());
    String bytes = 6 * BYTES_EACH + " (expected: at most " + 5 * BYTES_EACH + ")";
    assertTrue(end.getDescription().endsWith(bytes), end.getDescription());
  }

  @Test
  void limitIsOfAllSessionsTogetherAndAnEndedOneHasLeftIt() {
    RawStream four = fixture.stream().send(stacked(4));
    assertTrue(four.response().hasOpen());
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, fixture.stream().send(stacked(2)).end().getCode());
    four.send(RawStream.close());
    assertTrue(four.response().hasClose());
    assertTrue(fixture.stream().send(stacked(5)).response().hasOpen());
  }

  @Test
  void openThatIsRefusedAfterItsFirstEnvironmentHoldsNothing() {
    InteractRequest.Builder request = stacked(5).toBuilder();
    for (int i = 0; i < 5; i++) {
      String keyword = i == 1 ? "loss" : "gain";
      request.getOpenBuilder().addOverrides(OptionsCodec.toProto(KeywordArguments.of(keyword, 1)));
    }
    RawStream stream = fixture.stream().send(request.build());
    stream.assertInvalid("keyword argument");
    assertTrue(stream.send(stacked(5)).response().hasOpen());
  }
}
