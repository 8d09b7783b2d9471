package io.papilio.cli.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.network.TransformerShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    assertActsAlike(content, 8);
  }

  /** For some time steps of several environments. */
  private void assertActsAlike(TensorFile content, int steps) throws Exception {
    OnnxCheckpoint model = exported(content);
    Policy ours = ImitatorFile.policy(FILE, content).within(WALKER.actionSpace());
    List<Tensor> observations = Stream.generate(() -> normal(1, 20, 17)).limit(steps).toList();
    float[] expected = act(ours, observations);
    float[] actual = model.act(model.weights(), policy -> act(policy, observations));
    assertArrayEquals(expected, actual, 1e-6f);
    assertEquals(steps * 20 * 6, actual.length);
  }

  private static float[] act(Policy policy, List<Tensor> observations) {
    Actor actor = policy.begin(EpisodeSeeds.of(0, 20));
    List<float[]> actions = observations.stream().map(o -> actor.act(o).toFloats()).toList();
    float[] all = new float[actions.size() * actions.get(0).length];
    for (int t = 0; t < actions.size(); t++) {
      System.arraycopy(actions.get(t), 0, all, t * actions.get(t).length, actions.get(t).length);
    }
    return all;
  }

  /** Layers of some perceptron with an output size, and metadata. */
  private TensorFile mlp(int inputs, int outputs, Map<String, String> metadata) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", normal(1 / Math.sqrt(inputs), 32, inputs));
    tensors.put("0.bias", normal(0.1, 32));
    tensors.put("2.weight", normal(1 / Math.sqrt(32), outputs, 32));
    tensors.put("2.bias", normal(0.1, outputs));
    return new TensorFile(tensors, metadata);
  }

  private TensorFile transformer(TransformerShape shape, Map<String, String> metadata) {
    float[] theta = new float[shape.parameterCount()];
    shape.initialize(theta, generator);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSlice slice : shape.tensors()) {
      float[] part = Arrays.copyOfRange(theta, slice.offset(), slice.offset() + slice.size());
      int[] sizes = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(part, sizes));
    }
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put("heads", "" + shape.heads());
    all.put("history", "" + shape.history());
    return new TensorFile(tensors, all);
  }

  @Test
  void aTransformerActsAsOursOverTheFirstStepsAndLater() throws Exception {
    TensorFile content =
        transformer(new TransformerShape(23, 4, 2, 3, 24, 6), Map.of("previous_action", "true"));
    assertActsAlike(content);
  }

  @Test
  void theWeightsOfATransformerAreItsParametersAlone() throws Exception {
    TransformerShape shape = new TransformerShape(17, 4, 2, 3, 24, 6);
    OnnxCheckpoint model = exported(transformer(shape, Map.of("previous_action", "false")));
    assertEquals(shape.parameterCount(), model.weights().length);
    float[] zeros = new float[shape.parameterCount()];
    List<Tensor> observations = List.of(normal(1, 20, 17));
    assertArrayEquals(new float[20 * 6], model.act(zeros, policy -> act(policy, observations)));
  }

  /** At 64 rows it would exceed the bounds of a run. */
  @Test
  void aTransformerOfThePapersHistoryActsAsOurs() throws Exception {
    assertActsAlike(
        transformer(new TransformerShape(17, 32, 4, 4, 256, 6), Map.of("previous_action", "false")),
        3);
  }

  @Test
  void thePreviousActionIsSeen() throws Exception {
    assertActsAlike(mlp(23, 6, Map.of("previous_action", "true")));
  }

  @Test
  void chunksAreExecutedToTheirEnds() throws Exception {
    assertActsAlike(mlp(17, 18, Map.of("previous_action", "false", "chunk", "3")));
  }

  @Test
  void aMixtureActsByItsLikeliestComponent() throws Exception {
    Map<String, String> metadata = Map.of("previous_action", "true", "mixture_components", "4");
    assertActsAlike(mlp(23, 4 + 2 * 4 * 6, metadata));
    assertActsAlike(transformer(new TransformerShape(23, 3, 1, 2, 8, 4 + 2 * 4 * 6), metadata));
  }

  @Test
  void aMixtureThatDrawsDrawsTheSame() throws Exception {
    Map<String, String> metadata =
        Map.of("previous_action", "false", "mixture_components", "2", "mixture_sample", "true");
    assertActsAlike(mlp(17, 2 + 2 * 2 * 6, metadata));
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
            + " (expected: an imitator's, or the format safetensors)",
        error.getMessage());
  }

  @Test
  void textIsNoModel() throws Exception {
    Path file = Files.writeString(directory.resolve("text.onnx"), "not a model at all");
    assertThrows(InvalidValueException.class, () -> OnnxCheckpoint.read(file, WALKER));
  }
}
