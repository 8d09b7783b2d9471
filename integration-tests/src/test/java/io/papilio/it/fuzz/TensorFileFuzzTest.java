package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.laboratory.diagnosis.SafetensorsCheckpoint;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.language.LanguageModelFile;
import io.papilio.protocol.policy.PolicyTensors;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Safetensors files: as such, checkpoints, imitators, experts, language models, policies. */
@Timeout(120)
class TensorFileFuzzTest {
  private static final EnvironmentSpec SPEC =
      EnvironmentCatalog.standard()
          .spec("UnstableScalar-v0", io.papilio.core.env.KeywordArguments.NONE);

  @MethodSource("files")
  @FuzzTest
  void safetensors(byte[] data) {
    Path file = Fuzzed.file("any.safetensors", data);
    Fuzzed.read(() -> SafeTensors.read(file));
  }

  @MethodSource("checkpoints")
  @FuzzTest
  void checkpoint(byte[] data) {
    CheckpointStore store = new CheckpointStore(Fuzzed.file("checkpoint.safetensors", data));
    Fuzzed.read(store::step);
    Fuzzed.read(store::load);
  }

  @MethodSource("files")
  @FuzzTest
  void imitator(byte[] data) {
    Path file = Fuzzed.file("imitator.safetensors", data);
    Fuzzed.read(() -> ImitatorFile.read(file).begin(List.of(BigInteger.ZERO)));
    Fuzzed.read(() -> SafetensorsCheckpoint.read(file, SPEC).layout());
  }

  @MethodSource("files")
  @FuzzTest
  void expert(byte[] data) {
    Path file = Fuzzed.file("expert.safetensors", data);
    Fuzzed.read(() -> ExpertFile.meanReturn(file));
    Fuzzed.read(() -> ExpertFile.read(file, (Box) SPEC.actionSpace()));
  }

  @MethodSource("files")
  @FuzzTest
  void languageModel(byte[] data) {
    Path file = Fuzzed.file("language.safetensors", data);
    Fuzzed.read(() -> LanguageModelFile.read(file));
  }

  @MethodSource("files")
  @FuzzTest
  void policyTensors(byte[] data) {
    Fuzzed.read(() -> PolicyTensors.read(ByteString.copyFrom(data)));
  }

  static List<byte[]> files() {
    int n = SPEC.actionBox().size();
    return List.of(
        file(
            Map.of("step", "7", "heads", "1", "mean_return", "1.5"),
            "0.weight",
            Tensor.float32(new float[2], 1, 2),
            "0.bias",
            Tensor.float32(new float[1], 1)),
        file(
            Map.of("previous_action", "false", "mixture_components", "1", "first_action", "0"),
            "K",
            Tensor.float64(new double[2], 1, 2)),
        file(
            Map.of("heads", "1", "history", "1", "context", "2"),
            "embedding.weight",
            Tensor.float32(new float[4], 2, 2),
            "head.weight",
            Tensor.float32(new float[2], 1, 2)),
        file(
            Map.of(),
            "actor.latent_pi.0.weight",
            Tensor.float32(new float[2], 1, 2),
            "actor.latent_pi.0.bias",
            Tensor.float32(new float[1], 1),
            "actor.mu.weight",
            Tensor.float32(new float[n], n, 1),
            "actor.mu.bias",
            Tensor.float32(new float[n], n),
            "actor.log_std.weight",
            Tensor.float32(new float[n], n, 1),
            "actor.log_std.bias",
            Tensor.float32(new float[n], n)),
        file(
            Map.of(),
            "a",
            Tensor.int64(new long[2], 2),
            "b",
            Tensor.bool(new boolean[3], 3),
            "c",
            Tensor.scalar(1.5)));
  }

  static List<byte[]> checkpoints() {
    Path file = Fuzzed.file("seed.safetensors", new byte[0]);
    NumpyGenerator generator = RandomStreams.of(1).stream("fuzz");
    new CheckpointStore(file)
        .save(TrainingState.builder().put("step", 3L).put("generator", generator).build());
    return List.of(Fuzzed.bytes(file));
  }

  private static byte[] file(Map<String, String> metadata, Object... namesAndTensors) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTensors.length; i += 2) {
      tensors.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
    }
    Path file = Fuzzed.file("seed.safetensors", new byte[0]);
    SafeTensors.write(file, new TensorFile(tensors, metadata));
    return Fuzzed.bytes(file);
  }
}
