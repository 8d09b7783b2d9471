package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.evaluation.PolicyEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeMapTest {
  @TempDir Path directory;

  /** return = 3 i, loss = j j; neighbors are 0.5 apart along i, 0.25 along j. */
  @Test
  void theSteepestNeighborsGiveTheLipschitzConstant() throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", Landscape.COLUMNS) + "\n");
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        double distance = Math.hypot(0.5 * i, 0.25 * j);
        text.append(String.format("%d,%d,%s,%d,%d,0%n", i, j, distance, j * j, 3 * i));
      }
    }
    LandscapeMap map = LandscapeMap.read(Files.writeString(directory.resolve("m.csv"), text));
    assertEquals(1, map.radius());
    assertEquals(-3, map.value("return", -1, 0));
    assertEquals(6, map.lipschitz("return"));
    assertEquals(4, map.lipschitz("validation_loss"));
    assertEquals(0, map.lipschitz("normalized_reward"));
  }

  /** l = 3 |x| + 4 y along directions of the lengths 1 and 2: the steepest way is along y. */
  @Test
  void theEstimateOfAKnownFunctionIsItsConstantAlongTheDirections() {
    float[] first = {1, 0};
    float[] second = {0, 2};
    Landscape landscape = new Landscape(new float[] {0.5f, 1}, first, second, 0.125, 3);
    Path file = directory.resolve("known/raw-1.csv");
    try (VectorEnvironment environments = SpringEnvironment.vector(1)) {
      var evaluator = new PolicyEvaluator(new Rollout(environments), EpisodeSeeds.of(0, 1), 10);
      landscape.draw(file, new Known(), evaluator, Progress.SILENT);
    }
    LandscapeMap map = LandscapeMap.read(file);
    assertEquals(3, map.radius());
    assertEquals(4, map.lipschitz("validation_loss"), 1e-5);
    assertEquals(0, map.lipschitz("normalized_reward"), "the same policy everywhere");
  }

  private static final class Known implements ParameterSpace {
    @Override
    public float[] gradient(float[] theta, String stream) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double validationLoss(float[] theta) {
      return 3 * Math.abs(theta[0]) + 4 * theta[1];
    }

    @Override
    public Policy policy(float[] theta) {
      return SpringEnvironment.EXPERT;
    }
  }

  /** Rows are in order of i, so that a map that is not finished lacks its last columns. */
  @Test
  void neighborsThatAreNotThereYetDoNotCount() throws IOException {
    String rows = "-1,-1,2,0.5,0,0\n-1,0,1,0.25,0,0\n-1,1,2,0.5,0,0\n0,-1,1,0.5,0,0\n0,0,0,9,0,0\n";
    String text = String.join(",", Landscape.COLUMNS) + "\n" + rows;
    LandscapeMap map = LandscapeMap.read(Files.writeString(directory.resolve("m.csv"), text));
    assertEquals(8.75, map.lipschitz("validation_loss"));
    assertEquals(Double.NaN, map.value("return", 1, 1));
  }

  @Test
  void latticePointsLieAlongTheDirections() {
    Landscape landscape =
        new Landscape(new float[] {1, 1}, new float[] {1, 0}, new float[] {0, -2}, 0.5, 2);
    assertArrayEquals(new float[] {2, 2}, landscape.at(2, -1));
    assertArrayEquals(new float[] {1, 1}, landscape.at(0, 0));
  }

  @Test
  void randomDirectionsHaveTheNormsOfTheTensors() {
    float[] center = {3, 4, 0, 0, 2};
    List<TensorSlice> tensors =
        List.of(
            new TensorSlice("a", 0, List.of(2)),
            new TensorSlice("b", 2, List.of(2)),
            new TensorSlice("c", 4, List.of(1)));
    float[] direction = Landscape.random(center, tensors, NumpyGenerator.ofSeed(1));
    assertEquals(5, Math.hypot(direction[0], direction[1]), 1e-6);
    assertEquals(0, direction[2]);
    assertEquals(2, Math.abs(direction[4]), 1e-6);
  }
}
