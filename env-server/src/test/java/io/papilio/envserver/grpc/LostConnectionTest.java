package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.CuttableLine;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LostConnectionTest {
  private static final EnvServerConfig ONE_SESSION = NettyServerFixture.config(1, 1, 0);

  private static void assertLost(String server, Environment environment, double first) {
    Tensor action = Tensor.float64(new double[] {first, 0, 0});
    String message = assertFails(Reason.UNAVAILABLE, () -> environment.step(action)).getMessage();
    assertTrue(message.contains(server), message);
  }

  @Test
  @Timeout(60)
  void cutLineIsNoticedByTheClientAndFreesTheServer() throws IOException {
    try (EnvServer server = EnvServer.start(ONE_SESSION, TestEnvironments.catalog());
        CuttableLine line = new CuttableLine(server.target());
        EnvironmentChannel far = EnvironmentChannel.connect(line.target());
        EnvironmentChannel near = EnvironmentChannel.connect(server.target());
        Environment environment = new RemoteEnvironment(far, "Drift-v0", KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(1));
      line.close();
      assertLost(line.target(), environment, 0);
      try (Environment next = openWhenFree(near)) {
        assertEquals(0, next.reset(ResetRequest.seeded(1)).reward());
      }
    }
  }

  @Test
  @Tag("nightly")
  @Timeout(60)
  void hangingEnvironmentIsGivenUpAndTheServerStillStops() {
    try (EnvServer server = EnvServer.start(ONE_SESSION, TestEnvironments.catalog());
        EnvironmentChannel channel =
            EnvironmentChannel.connect(
                ChannelConfig.of(server.target()).withResponseTimeoutSeconds(1));
        Environment environment =
            new RemoteEnvironment(channel, "Drift-v0", KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(1));
      assertLost(server.target(), environment, ServedDriftEnvironment.HANG);
    }
  }

  /** The server learns of a cut line only when it hears of it; until then it is full. */
  private static Environment openWhenFree(EnvironmentChannel channel) {
    while (true) {
      try {
        return new RemoteEnvironment(channel, "Drift-v0", KeywordArguments.NONE);
      } catch (EnvironmentException full) {
        assertEquals(Reason.CAPACITY_EXCEEDED, full.reason(), full::toString);
        Thread.onSpinWait();
      }
    }
  }
}
