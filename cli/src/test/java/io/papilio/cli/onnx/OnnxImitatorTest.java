package io.papilio.cli.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.learner.imitator.ImitatorFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported acts in ONNX Runtime as it does in ours. */
class OnnxImitatorTest {
  private static final EnvironmentSpec WALKER =
      EnvironmentCatalog.standard().spec("Walker2d-v5", KeywordArguments.NONE);
  private static final Path FILE = Path.of("ema.safetensors");

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(1);

  @TempDir Path directory;

  private Tensor normal(double scale, int... shape) {
    int size = 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * generator.standardNormal());
    }
    return Tensor.float32(values, shape);
  }

  private TensorFile mlp() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int[] sizes = {17, 32, 24, 6};
    for (int layer = 0; layer < 3; layer++) {
      int in = sizes[layer];
      int out = sizes[layer + 1];
      tensors.put(2 * layer + ".weight", normal(1 / Math.sqrt(in), out, in));
      tensors.put(2 * layer + ".bias", normal(0.1, out));
    }
    return new TensorFile(tensors, Map.of("previous_action", "false"));
  }

  private OnnxCheckpoint exported(TensorFile content) throws Exception {
    Path file = directory.resolve("policy.onnx");
    Files.write(file, OnnxImitator.of(FILE, content).toByteArray());
    return OnnxCheckpoint.read(file, WALKER);
  }

  private void assertActsAlike(TensorFile content) throws Exception {
    OnnxCheckpoint model = exported(content);
    Tensor observations = normal(1, 50, 17);
    float[] expected =
        act(ImitatorFile.policy(FILE, content).within(WALKER.actionSpace()), observations);
    float[] actual = model.act(model.weights(), policy -> act(policy, observations));
    assertArrayEquals(expected, actual, 1e-6f);
  }

  private static float[] act(Policy policy, Tensor observations) {
    List<BigInteger> seeds = Collections.nCopies(50, BigInteger.ZERO);
    return policy.begin(seeds).act(observations).toFloats();
  }

  @Test
  void anMlpActsAsOurs() throws Exception {
    assertActsAlike(mlp());
  }

  @Test
  void linearGainsActAsOurs() throws Exception {
    assertActsAlike(new TensorFile(Map.of("K", normal(0.2, 6, 17)), Map.of()));
  }

  @Test
  void otherWeightsOfTheSameModelAreWrittenAndReadBack() throws Exception {
    OnnxCheckpoint model = exported(mlp());
    float[] halves = model.weights();
    assertEquals(17 * 32 + 32 + 32 * 24 + 24 + 24 * 6 + 6, halves.length);
    for (int i = 0; i < halves.length; i++) {
      halves[i] /= 2;
    }
    Path file = directory.resolve("halves.onnx");
    model.write(file, halves);
    OnnxCheckpoint read = OnnxCheckpoint.read(file, WALKER);
    assertArrayEquals(halves, read.weights());
    assertEquals(model.layout(), read.layout());
  }

  @Test
  void anotherImitatorIsRejected() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(mlp().tensors());
    tensors.put("log_std", normal(1, 6));
    TensorFile other = new TensorFile(tensors, Map.of());
    var error = assertThrows(InvalidValueException.class, () -> OnnxImitator.of(FILE, other));
    assertEquals(
        "ema.safetensors: tensors [log_std]"
            + " (expected: an MLP or linear gains, or the format safetensors)",
        error.getMessage());
  }

  @Test
  void textIsNoModel() throws Exception {
    Path file = Files.writeString(directory.resolve("text.onnx"), "not a model at all");
    assertThrows(InvalidValueException.class, () -> OnnxCheckpoint.read(file, WALKER));
  }
}
