package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.v1.InteractRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionIsolationTest {
  @Test
  void badSessionNeverDisturbsAnother() {
    List<TimeStep> expected = new ArrayList<>();
    try (Environment alone = TestEnvironments.catalog().create("Drift-v0", KeywordArguments.NONE)) {
      expected.add(alone.reset(ResetRequest.seeded(1)));
      for (int t = 0; t < 12; t++) {
        expected.add(alone.step(action(t)));
      }
    }
    try (NettyServerFixture fixture = new NettyServerFixture();
        Environment good =
            new RemoteEnvironment(fixture.channel, "Drift-v0", KeywordArguments.NONE)) {
      List<TimeStep> actual = new ArrayList<>(List.of(good.reset(ResetRequest.seeded(1))));
      for (int t = 0; t < 12; t++) {
        misbehave(fixture, t % 4);
        actual.add(good.step(action(t)));
      }
      assertEquals(expected, actual);
    }
  }

  @Test
  void requestsMayBeSentAheadAndAreAnsweredInOrder() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      InteractRequest open = RawStream.open("Drift-v0", 1, AutoresetMode.NEXT_STEP);
      RawStream stream = fixture.stream().send(open, RawStream.reset("0"));
      for (int t = 0; t < 40; t++) {
        stream.send(RawStream.drift(t % 2));
      }
      assertTrue(stream.response().hasOpen());
      assertTrue(stream.response().hasTimeStep());
      double position = 0;
      for (int t = 0; t < 18; t++) {
        position += t % 2;
        assertEquals(
            Tensor.float64(new double[] {position, t + 1}, 1, 2).bytes(),
            stream
                .response()
                .getTimeStep()
                .getObservations()
                .getTensor()
                .getData()
                .asReadOnlyByteBuffer());
      }
    }
  }

  private static void misbehave(NettyServerFixture fixture, int how) {
    InteractRequest open = RawStream.open("Drift-v0", 1, AutoresetMode.DISABLED);
    RawStream bad = fixture.stream().send(open, RawStream.reset("1"));
    bad.response();
    bad.response();
    switch (how) {
      case 0 -> bad.send(RawStream.drift(ServedDriftEnvironment.BUG)).end();
      case 1 -> {
        bad.send(RawStream.drift(ServedDriftEnvironment.DIVERGE)).failure();
        bad.send(RawStream.close()).response();
      }
      case 2 -> bad.send(open).end();
      default -> {
        bad.send(RawStream.drift(Double.NaN)).failure();
        bad.halfClose();
        bad.end();
      }
    }
  }

  private static Tensor action(int t) {
    return Tensor.float64(new double[] {t % 2 * 0.5, 0, 0});
  }
}
