package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.network.TransformerNetwork;
import io.papilio.learner.network.TransformerShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionMapTest {
  private static final int LENGTH = 4;

  /** Of pairs of an observation of 2 numbers and an action of 1. */
  private static final TransformerShape SHAPE = new TransformerShape(3, LENGTH, 2, 2, 8, 1);

  @TempDir Path directory;

  /** The window at time step 6 has the observations 3 to 6 and the actions 2 to 5. */
  @Test
  void theWeightsAreThoseOfTheWindowsOfAnEpisode() {
    float[] theta = new float[SHAPE.parameterCount()];
    SHAPE.initialize(theta, NumpyGenerator.ofSeed(1));
    TransformerNetwork network = new TransformerNetwork(SHAPE, theta);
    PolicyBinding binding = PolicyBinding.PLAIN.withPreviousAction(true).withHistory(LENGTH);
    Policy policy = NetworkPolicy.unbounded(network, binding);
    Path file = directory.resolve("raw.csv");
    List<Trajectory> episodes = new ArrayList<>();
    try (VectorEnvironment environments = SpringEnvironment.vector(2)) {
      var evaluator = new PolicyEvaluator(new Rollout(environments), EpisodeSeeds.of(5, 2), 1);
      AttentionMap.write(file, policy, evaluator, List.of(0L, 6L, 1_000L));
      evaluator.evaluate(policy, episodes::add);
    }
    CsvTable table = CsvTable.read(file);
    int ofAStep = 2 * 2 * LENGTH * (LENGTH + 1) / 2;
    assertEquals(2 * ofAStep, table.size(), "no episode has 1,000 time steps");
    Trajectory episode = episodes.get(0);
    assertWeights(table, 0, network.attention(window(episode, 0)));
    assertWeights(table, ofAStep, network.attention(window(episode, 6)));
    assertEquals(6, table.whole(ofAStep, "time_step"));
  }

  private static float[] window(Trajectory episode, int step) {
    float[] window = new float[3 * LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      int t = step - (LENGTH - 1) + k;
      if (t >= 0) {
        window[3 * k] = (float) episode.observations().getDouble(2 * t);
        window[3 * k + 1] = (float) episode.observations().getDouble(2 * t + 1);
        window[3 * k + 2] = t == 0 ? 0 : (float) episode.actions().getDouble(t - 1);
      }
    }
    return window;
  }

  private static void assertWeights(CsvTable table, int first, Tensor weights) {
    int row = first;
    for (int i = 0; i < weights.size(); i++) {
      int attended = i % LENGTH;
      int position = i / LENGTH % LENGTH;
      if (attended <= position) {
        assertEquals(i / LENGTH / LENGTH / 2, table.whole(row, "layer"));
        assertEquals(i / LENGTH / LENGTH % 2, table.whole(row, "head"));
        assertEquals(position, table.whole(row, "position"));
        assertEquals(attended, table.whole(row, "attended"));
        assertEquals(weights.getDouble(i), table.number(row, "weight"), 1e-7);
        row++;
      }
    }
  }

  @Test
  void policiesWithoutAttentionHaveNone() {
    try (VectorEnvironment environments = SpringEnvironment.vector(1)) {
      var evaluator = new PolicyEvaluator(new Rollout(environments), EpisodeSeeds.of(0, 1), 1);
      Path file = directory.resolve("raw.csv");
      assertThrows(
          InvalidValueException.class,
          () -> AttentionMap.write(file, SpringEnvironment.EXPERT, evaluator, List.of(0L)));
    }
  }
}
