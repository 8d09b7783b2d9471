package io.papilio.envserver.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.envserver.fixture.TestEnvironments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which vectors have brief steps: those whose cost no client decides. */
class StepCostRuleTest {
  private static final EnvironmentCatalog STANDARD = EnvironmentCatalog.standard();

  private static VectorRequest request(String id, KeywordArguments options, int size) {
    return VectorRequest.of(id, options, size, AutoresetMode.NEXT_STEP);
  }

  private static boolean isBrief(EnvironmentCatalog catalog, VectorRequest request) {
    try (LocalVectorEnvironment vector = catalog.vector(request, VectorBounds.NONE)) {
      return vector.stepsAreBrief();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Hopper-v5, 1, true",
    "Hopper-v5, 64, false",
    "HumanoidStandup-v5, 1, true",
    "HumanoidStandup-v5, 2, false",
    "LqrMarginal-v0, 250, true",
    "LqrMarginal-v0, 251, false"
  })
  void idAndSizeDecide(String id, int size, boolean brief) {
    assertEquals(brief, isBrief(STANDARD, request(id, KeywordArguments.NONE, size)));
  }

  @ParameterizedTest
  @CsvSource({
    "Hopper-v5, reset_noise_scale, 0.1, true",
    "Hopper-v5, max_episode_steps, 7, true",
    "Hopper-v5, frame_skip, 4, false",
    "CliffLoss-v0, mu, 0.5, true",
    "CliffLoss-v0, dimension, 2, false"
  })
  void keywordsThatDecideTheCostMakeItUnknown(String id, String name, double value, boolean brief) {
    assertEquals(brief, isBrief(STANDARD, request(id, KeywordArguments.of(name, value), 1)));
  }

  @Test
  void oneEnvironmentOfUnknownCostIsEnough() {
    KeywordArguments slow = KeywordArguments.of("frame_skip", 1000);
    VectorRequest request =
        new VectorRequest(
            "InvertedPendulum-v5",
            List.of(KeywordArguments.NONE, slow),
            List.of(),
            AutoresetMode.NEXT_STEP,
            name -> true);
    assertEquals(false, isBrief(STANDARD, request));
  }

  @Test
  void wrappersMakeItUnknown() {
    VectorRequest request = request("LqrMarginal-v0", KeywordArguments.NONE, 1);
    assertEquals(
        false, isBrief(STANDARD, request.withWrappers(List.of(NamedWrapper.of("ClipAction")))));
  }

  @Test
  void aFactoryThatDeclaresNothingHasUnknownCost() {
    assertEquals(
        false, isBrief(TestEnvironments.catalog(), request("Drift-v0", KeywordArguments.NONE, 1)));
  }
}
