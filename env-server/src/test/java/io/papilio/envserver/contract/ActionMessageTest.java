package io.papilio.envserver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.contract.Actions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server reports what is wrong with an action in the words of a local environment. */
class ActionMessageTest {
  private static final EnvironmentCatalog CATALOG = TestEnvironments.catalog();

  @ParameterizedTest
  @ValueSource(strings = {"Drift-v0", "Echo-v0", "Switch-v0"})
  void messagesOfBothAreTheSame(String id) {
    try (Environment local = CATALOG.create(id, KeywordArguments.NONE);
        NettyServerFixture server = new NettyServerFixture();
        Environment remote = new RemoteEnvironment(server.channel, id, KeywordArguments.NONE)) {
      assertEquals(messages(local), messages(remote));
    }
  }

  private static List<String> messages(Environment environment) {
    environment.reset(ResetRequest.seeded(1));
    return Actions.wrong(environment.spec().actionSpace()).values().stream()
        .map(wrong -> assertThrows(InvalidValueException.class, () -> environment.step(wrong)))
        .map(InvalidValueException::getMessage)
        .toList();
  }
}
