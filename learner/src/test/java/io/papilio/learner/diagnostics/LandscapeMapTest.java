package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
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
