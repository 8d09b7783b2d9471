package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every environment, by the wire, against Gymnasium's answers, exactly. */
class GoldenTraceTest {
  private final EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0));
  private final EnvironmentChannel channel = EnvironmentChannel.connect(server.target());

  @AfterEach
  void stop() {
    channel.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerIsExactlyGymnasiums() {
    return LocomotionEnvironments.all().stream()
        .map(EnvironmentFactory::id)
        .map(id -> dynamicTest(id, () -> compare(id)));
  }

  private void compare(String id) throws IOException {
    GoldenTrace golden = GoldenTrace.of(id);
    try (Environment environment = new RemoteEnvironment(channel, id, KeywordArguments.NONE)) {
      golden.assertSteps(environment);
      golden.assertLongRuns(environment);
    }
  }
}
