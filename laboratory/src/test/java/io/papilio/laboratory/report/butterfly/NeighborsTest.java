package io.papilio.laboratory.report.butterfly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighborsTest {
  private static final String COLUMNS = "step,iterate,seed,return,length,terminated\n";

  @TempDir Path run;

  private void save(String file, long step) {
    Map<String, Tensor> tensors =
        Map.of("b", Tensor.float32(new float[] {3, 4}, 2), "a", Tensor.float32(new float[] {1}, 1));
    SafeTensors.write(
        run.resolve("weights/" + file + ".safetensors"),
        new TensorFile(tensors, Map.of("step", "" + step)));
  }

  private String choice() {
    Neighbors chosen = Neighbors.of(run);
    SavedIterate better = chosen.better();
    SavedIterate worse = chosen.worse();
    return better.name()
        + " "
        + better.step()
        + " over "
        + worse.name()
        + " "
        + worse.step()
        + " from seed "
        + chosen.seed();
  }

  @Test
  void anIterateAndItsAverageAreShownFromTheSeedThatTellsThemApartBest() throws IOException {
    save("raw", 100);
    save("ema", 100);
    Files.writeString(
        run.resolve("episodes.csv"),
        COLUMNS
            + "50,raw,8,9000,9,false\n"
            + "100,raw,7,50,5,true\n100,raw,8,10,1,true\n100,raw,9,400,90,false\n"
            + "100,ema,7,60,6,true\n100,ema,8,300,80,false\n");
    assertEquals("ema 100 over raw 100 from seed 8", choice());
    SavedIterate.Episode fall = Neighbors.of(run).episode(Neighbors.of(run).worse());
    assertEquals(new SavedIterate.Episode(10, 1, true), fall);
  }

  @Test
  void neighborsOfOneAverageComeFirstAndTheNearestOfThem() throws IOException {
    save("raw", 100);
    save("raw-100", 100);
    save("raw-97", 97);
    save("raw-98", 98);
    save("ema", 100);
    Files.writeString(
        run.resolve("episodes.csv"), COLUMNS + "100,raw,7,50,5,true\n100,ema,7,900,9,false\n");
    Files.writeString(
        run.resolve("window-episodes.csv"), COLUMNS + "97,raw,7,70,7,true\n98,raw,7,60,6,true\n");
    assertEquals("raw 97 over raw 98 from seed 7", choice());
  }

  @Test
  void theParametersAreThoseOfAllTensors() throws IOException {
    save("raw", 1);
    assertArrayEquals(new double[] {1, 3, 4}, SavedIterate.of(run).get(0).parameters());
  }

  @Test
  void aRunWithoutTwoIteratesIsRejected() {
    assertEquals(
        run + "/weights: 0 evaluated iterates (expected: at least 2)",
        assertThrows(InvalidValueException.class, () -> Neighbors.of(run)).getMessage());
  }
}
