package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Java client over Netty: what it sees, and what it throws. */
class ClientTest {
  private static final Tensor NOTHING = Tensor.float64(new double[3]);

  @Test
  void serverTellsWhatItIsAndHas() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      assertEquals("1.2", fixture.channel.serverInfo().protocolVersion());
      assertEquals(NettyServerFixture.CONFIG.limits(), fixture.channel.serverInfo().limits());
      assertEquals(
          List.of(
              TestEnvironments.catalog().spec("Drift-v0", KeywordArguments.NONE),
              TestEnvironments.catalog().spec("Echo-v0", KeywordArguments.NONE),
              TestEnvironments.catalog().spec("Switch-v0", KeywordArguments.NONE)),
          fixture.channel.specs());
    }
  }

  @Test
  void onlyTheWantedInfoColumnsCome() {
    try (NettyServerFixture fixture = new NettyServerFixture();
        VectorEnvironment vector =
            new RemoteVectorEnvironment(
                fixture.channel,
                "Drift-v0",
                KeywordArguments.NONE,
                2,
                AutoresetMode.SAME_STEP,
                Optional.of(List.of("even", "never given")))) {
      vector.reset(VectorResetRequest.seeded(BigInteger.valueOf(8), 2));
      Tensor actions = Tensor.float64(new double[] {0, 0, 0, 1, 0, 0}, 2, 3);
      VectorTimeStep first = vector.step(actions);
      assertEquals(Set.of(), first.info().columns().keySet());
      assertEquals(Set.of(), first.ended().orElseThrow().info().columns().keySet());
      VectorTimeStep second = vector.step(actions);
      assertEquals(Set.of("even"), second.info().columns().keySet());
      assertEquals(
          Tensor.bool(new boolean[] {true, false}), second.info().columns().get("even").present());
    }
  }

  @Test
  void refusalsArriveAsTheExceptionsOfALocalEnvironment() {
    try (NettyServerFixture fixture = new NettyServerFixture();
        Environment environment =
            new RemoteEnvironment(fixture.channel, "Drift-v0", KeywordArguments.NONE)) {
      assertFails(
          Reason.UNKNOWN_ENVIRONMENT,
          () -> new RemoteEnvironment(fixture.channel, "Drift", KeywordArguments.NONE).close());
      assertFails(
          Reason.CAPACITY_EXCEEDED,
          () ->
              new RemoteVectorEnvironment(
                      fixture.channel,
                      "Drift-v0",
                      KeywordArguments.NONE,
                      9,
                      AutoresetMode.NEXT_STEP)
                  .close());
      environment.reset(ResetRequest.seeded(1));
      Tensor diverge = Tensor.float64(new double[] {ServedDriftEnvironment.DIVERGE, 0, 0});
      assertFails(Reason.PHYSICS_DIVERGED, () -> environment.step(diverge));
      environment.reset(ResetRequest.CONTINUE);
      assertEquals(0, environment.step(NOTHING).observation().asTensor().getDouble(0) % 1);
    }
  }

  @Test
  void serverThatStopsInTheMiddleIsNamed() {
    try (NettyServerFixture fixture = new NettyServerFixture();
        Environment environment =
            new RemoteEnvironment(fixture.channel, "Drift-v0", KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(1));
      fixture.server.close();
      for (int again = 0; again < 2; again++) {
        String message =
            assertFails(Reason.UNAVAILABLE, () -> environment.step(NOTHING)).getMessage();
        assertTrue(message.contains(fixture.server.target()), message);
      }
    }
  }

  @Test
  void absentServerIsNamed() {
    String target;
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      target = fixture.server.target();
    }
    EnvironmentException absent =
        assertFails(Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(target).close());
    assertTrue(absent.getMessage().contains(target), absent.getMessage());
  }

  @Test
  void addressInUseIsRejected() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      int port = URI.create("tcp://" + fixture.server.target()).getPort();
      assertFails(
          Reason.UNAVAILABLE,
          () ->
              EnvServer.start(NettyServerFixture.CONFIG.withPort(port), TestEnvironments.catalog())
                  .close());
    }
  }

  @Test
  void tokenOpensTheDoorAndNothingElseDoes() {
    EnvServerConfig config = Settings.of(NettyServerFixture.CONFIG).with(Map.of("token", "secret"));
    try (EnvServer server = EnvServer.start(config, TestEnvironments.catalog())) {
      ChannelConfig without = ChannelConfig.of(server.target());
      for (ChannelConfig bad : List.of(without, without.withToken("guess"))) {
        EnvironmentException rejected =
            assertFails(Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(bad).close());
        Status status = Status.fromThrowable(rejected.getCause());
        assertEquals(Status.Code.UNAUTHENTICATED, status.getCode());
      }
      try (EnvironmentChannel channel = EnvironmentChannel.connect(without.withToken("secret"))) {
        assertEquals(3, channel.specs().size());
      }
    }
  }
}
