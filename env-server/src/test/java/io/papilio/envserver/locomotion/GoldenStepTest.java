package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.KeywordArguments;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The first steps of {@link GoldenTraceTest} without a server: quick, so that mutation testing may
 * run them for every mutant.
 */
class GoldenStepTest {

  @TestFactory
  Stream<DynamicTest> everyStepIsExactlyGymnasiums() {
    return LocomotionEnvironments.all().stream()
        .map(factory -> dynamicTest(factory.id(), () -> compare(factory)));
  }

  private static void compare(EnvironmentFactory factory) throws IOException {
    GoldenTrace golden = GoldenTrace.of(factory.id());
    try (Environment environment = factory.create(KeywordArguments.NONE)) {
      golden.assertSteps(environment);
    }
  }
}
