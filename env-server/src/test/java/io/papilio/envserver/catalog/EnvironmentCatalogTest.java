package io.papilio.envserver.catalog;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.fixture.TestEnvironments;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnvironmentCatalogTest {
  private final EnvironmentCatalog catalog = TestEnvironments.catalog();

  @Test
  void idsComeInOrder() {
    assertEquals(List.of("Drift-v0", "Echo-v0", "Switch-v0"), List.copyOf(catalog.ids()));
  }

  @Test
  void unknownIdNamesTheNearestFirst() {
    String message =
        assertFails(
                Reason.UNKNOWN_ENVIRONMENT, () -> catalog.spec("swich-v0", KeywordArguments.NONE))
            .getMessage();
    assertTrue(message.contains("Switch-v0, Drift-v0, Echo-v0"), message);
  }

  @Test
  void limitIsTheSpecsUnlessOverridden() {
    assertEquals(OptionalInt.of(50), limit(KeywordArguments.NONE));
    assertEquals(OptionalInt.of(3), limit(KeywordArguments.of("max_episode_steps", 3)));
    assertEquals(OptionalInt.empty(), limit(KeywordArguments.of("max_episode_steps", -1)));
  }

  @Test
  void badLimitIsRejected() {
    assertInvalid("max_episode_steps", () -> limit(KeywordArguments.of("max_episode_steps", 0)));
  }

  @Test
  void keywordsOfTheEnvironmentStillArrive() {
    assertEquals(OptionalInt.of(50), limit(KeywordArguments.of("gain", 2)));
    assertThrows(InvalidValueException.class, () -> limit(KeywordArguments.of("gane", 2)));
  }

  @Test
  void twoFactoriesOfOneIdAreRejected() {
    EnvironmentFactory factory =
        new EnvironmentFactory() {
          @Override
          public String id() {
            return "Twin-v0";
          }

          @Override
          public EnvironmentSpec spec(KeywordArguments options) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Environment create(KeywordArguments options) {
            throw new UnsupportedOperationException();
          }
        };
    assertThrows(
        InvalidValueException.class, () -> new EnvironmentCatalog(List.of(factory, factory)));
  }

  private OptionalInt limit(KeywordArguments options) {
    try (Environment environment = catalog.create("Drift-v0", options)) {
      assertEquals(catalog.spec("Drift-v0", options), environment.spec());
      return environment.spec().maxEpisodeSteps();
    }
  }
}
