package io.papilio.envserver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.contract.Actions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A rejected action is reported in the same words by a local environment and by a server. */
class ActionMessageTest {
  private static final EnvironmentCatalog CATALOG = TestEnvironments.catalog();

  @TestFactory
  Stream<DynamicTest> localEnvironmentReportsWhatIsWrong() {
    return CATALOG.ids().stream()
        .map(id -> dynamicTest(id, () -> check(CATALOG.create(id, KeywordArguments.NONE))));
  }

  @TestFactory
  Stream<DynamicTest> serverReportsItLikewise() {
    return CATALOG.ids().stream()
        .map(
            id ->
                dynamicTest(
                    id,
                    () -> {
                      try (NettyServerFixture server = new NettyServerFixture()) {
                        check(new RemoteEnvironment(server.channel, id, KeywordArguments.NONE));
                      }
                    }));
  }

  private static void check(Environment environment) {
    try (environment) {
      environment.reset(ResetRequest.seeded(1));
      Space space = environment.spec().actionSpace();
      List<String> expected = List.copyOf(Actions.wrong(space).keySet());
      List<String> actual =
          Actions.wrong(space).values().stream()
              .map(
                  action ->
                      assertThrows(InvalidValueException.class, () -> environment.step(action))
                          .getMessage())
              .toList();
      assertEquals(expected, actual);
    }
  }
}
