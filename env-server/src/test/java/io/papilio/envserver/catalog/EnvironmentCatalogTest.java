package io.papilio.envserver.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.UnknownEnvironmentException;
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
    UnknownEnvironmentException unknown =
        assertThrows(
            UnknownEnvironmentException.class,
            () -> catalog.spec("swich-v0", KeywordArguments.NONE));
    assertEquals(
        "environment id: swich-v0 (expected: one of the known ids, for example Switch-v0,"
            + " Drift-v0, Echo-v0)",
        unknown.getMessage());
  }

  @Test
  void limitIsTheSpecsUnlessOverridden() {
    assertEquals(OptionalInt.of(50), limit(KeywordArguments.NONE));
    assertEquals(OptionalInt.of(3), limit(KeywordArguments.of("max_episode_steps", 3)));
    assertEquals(OptionalInt.empty(), limit(KeywordArguments.of("max_episode_steps", -1)));
  }

  @Test
  void badLimitIsRefused() {
    InvalidValueException bad =
        assertThrows(
            InvalidValueException.class, () -> limit(KeywordArguments.of("max_episode_steps", 0)));
    assertEquals("max_episode_steps: 0 (expected: > 0, or -1 for no limit)", bad.getMessage());
  }

  @Test
  void keywordsOfTheEnvironmentStillArrive() {
    assertEquals(OptionalInt.of(50), limit(KeywordArguments.of("gain", 2)));
    assertThrows(InvalidValueException.class, () -> limit(KeywordArguments.of("gane", 2)));
  }

  @Test
  void twoFactoriesOfOneIdAreRefused() {
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
