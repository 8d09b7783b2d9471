package io.papilio.laboratory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.laboratory.report.Markup;
import io.papilio.learner.averaging.ArithmeticMean;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.averaging.RawIterate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of one layer; the file has its tensors by name, the bias first. */
class DiagnosisTest {
  private static final List<AverageSpec> AVERAGES =
      List.of(new RawIterate("raw"), new ArithmeticMean(0, "mean"));
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(0, 4);

  @TempDir Path directory;

  private Path file(String name, float... weight) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", Tensor.float32(weight, 1, weight.length));
    tensors.put("0.bias", Tensor.float32(new float[] {0.5f}, 1));
    Path file = directory.resolve(name);
    SafeTensors.write(file, new TensorFile(tensors, Map.of()));
    return file;
  }

  private Diagnosis diagnose(List<Path> files) {
    try (var environments = SpringEnvironment.vector(4)) {
      Rollout runner = new Rollout(environments);
      List<Checkpoint> checkpoints = new ArrayList<>();
      files.forEach(file -> checkpoints.add(SafetensorsCheckpoint.read(file, runner.spec())));
      return Diagnosis.of(checkpoints, AVERAGES, runner, SEEDS, Progress.SILENT);
    }
  }

  @Test
  void weightsAreAveragedOverTheCheckpoints() {
    Diagnosis diagnosis = diagnose(List.of(file("a", 1, 2), file("b", 3, 4), file("c", 8, 0)));
    assertEquals(2, diagnosis.sequences().size());
    assertEquals(3, diagnosis.sequences().get(0).returns().length);
    assertArrayEquals(new float[] {0.5f, 8, 0}, diagnosis.weights().get("raw"));
    assertArrayEquals(new float[] {0.5f, 4, 2}, diagnosis.weights().get("mean"));
    assertTrue(diagnosis.markdown().contains("| mean | "), diagnosis.markdown());
  }

  /** Weights of opposite sign alternate; their mean is the better policy. */
  @Test
  void theAverageOfAnOscillationIsRecommended() {
    Diagnosis diagnosis =
        diagnose(List.of(file("a", 3, 3), file("b", -3, -3), file("c", 3, 3), file("d", -3, -3)));
    CheckpointReturns raw = diagnosis.sequences().get(0);
    CheckpointReturns mean = diagnosis.sequences().get(1);
    assertTrue(raw.oscillation().value() > mean.oscillation().value(), diagnosis.markdown());
    assertEquals("mean", diagnosis.recommended().name(), diagnosis.markdown());
  }

  @Test
  void thePageShowsTheOscillationAndWhatToDeploy() {
    List<Path> files = List.of(file("a", 3, 3), file("b", -3, -3), file("c", 3, 3));
    Diagnosis diagnosis = diagnose(files);
    List<Checkpoint> checkpoints = new ArrayList<>();
    try (var environments = SpringEnvironment.vector(1)) {
      files.forEach(f -> checkpoints.add(SafetensorsCheckpoint.read(f, environments.spec())));
    }
    Path deployed = directory.resolve("deploy.safetensors");
    String html = new DiagnosisPage(diagnosis, checkpoints, SEEDS).html("Spring-v0", deployed);
    Markup page = Markup.parse(html);
    assertTrue(page.text().contains("3 checkpoints in Spring-v0"));
    String best = diagnosis.recommended().name();
    assertTrue(page.text().contains("To deploy: " + best + ", with a return of "), page.text());
    assertEquals(2 * 6, page.all("td").size());
    assertTrue(html.contains("\"charts\":[{"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Path made = directory.resolve("made");
    Path source = file("a", 1, 2);
    try (var environments = SpringEnvironment.vector(1)) {
      var spec = environments.spec();
      SafetensorsCheckpoint.read(source, spec).write(made, new float[] {5, 6, 7});
      assertArrayEquals(new float[] {5, 6, 7}, SafetensorsCheckpoint.read(made, spec).weights());
    }
  }

  @Test
  void otherShapesCannotBeAveraged() {
    List<Path> files = List.of(file("a", 1, 2), file("b", 1, 2, 3));
    var error = assertThrows(InvalidValueException.class, () -> diagnose(files));
    assertTrue(error.getMessage().contains("[1, 3]"), error.getMessage());
  }
}
