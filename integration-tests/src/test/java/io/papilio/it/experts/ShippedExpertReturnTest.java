package io.papilio.it.experts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.expert.shipped.ShippedExperts;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The experts are as good as the project promises, on seeds that no training has used; the choice
 * of the Humanoid-v5 expert among its run's policies has seen them.
 */
@Tag("nightly")
class ShippedExpertReturnTest {
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(100_000, 20);
  private static final Map<String, Double> GOALS =
      Map.of(
          "Walker2d-v5", 4500.,
          "Hopper-v5", 3200.,
          "HalfCheetah-v5", 9500.,
          "Ant-v5", 4600.,
          "Humanoid-v5", 5000.);

  static List<String> ids() {
    return ShippedExperts.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void meanReturnOfTwentyEpisodesReachesItsGoal(String id) {
    double goal = GOALS.get(id);
    try (VectorEnvironment environments = EnvironmentCatalog.standard().vector(id, SEEDS.size())) {
      double mean =
          EpisodeStatistics.meanReturn(
              new Rollout(environments)
                  .run(ShippedExperts.load(id, environments.spec().actionBox()), SEEDS));
      assertTrue(mean >= goal, id + ": mean return " + mean + " (expected: >= " + goal + ")");
    }
  }
}
