package io.papilio.learner.imitator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImitatorTest {
  private static final int N = 5;
  private static final Tensor OBSERVATIONS = Tensor.float32(random(2, N * 3), N, 3);
  private static final Tensor PREVIOUS = Tensor.float32(random(3, N * 2), N, 2);

  /** Sums of at most 64 float32 products of order one, added in two orders. */
  private static final float FLOAT_ERROR = 2e-5f;

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void policyActsAsTheTrainedFunctionDoes(ImitatorKind kind) {
    Imitator imitator = imitator(kind);
    float[] theta = random(1, imitator.parameterCount());
    float[] outputs = imitator.pass(N).forward(theta, inputs(imitator), N);
    Tensor actions = act(imitator.policy(theta));
    assertEquals(List.of(N, 2), actions.shape());
    assertArrayEquals(Arrays.copyOf(outputs, N * 2), actions.toFloats(), FLOAT_ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void writtenImitatorReadsBackAsTheSamePolicy(ImitatorKind kind) {
    Imitator imitator = imitator(kind);
    float[] theta = random(1, imitator.parameterCount());
    Path file = temporary.resolve("weights.safetensors");
    ImitatorFile.write(file, imitator, theta, 7);

    assertEquals(act(imitator.policy(theta)), act(ImitatorFile.read(file)));
  }

  @ParameterizedTest
  @EnumSource
  void weightThatIsNotFiniteIsNamed(ImitatorKind kind) {
    Imitator imitator = imitator(kind);
    float[] theta = random(1, imitator.parameterCount());
    theta[0] = Float.NaN;
    Path file = temporary.resolve("weights.safetensors");
    ImitatorFile.write(file, imitator, theta, 7);

    var bad = assertThrows(InvalidValueException.class, () -> ImitatorFile.read(file));
    assertEquals(
        file + ": " + imitator.tensors().get(0).name() + ": NaN (expected: finite weights)",
        bad.getMessage());
  }

  /** The second actions, after the previous ones. */
  private static Tensor act(Policy policy) {
    Actor actor = policy.begin(EpisodeSeeds.of(0, N));
    actor.executed(PREVIOUS);
    return actor.act(OBSERVATIONS);
  }

  @Test
  void previousActionThatNobodyWouldSeeIsRejected() {
    var linear =
        assertThrows(
            InvalidValueException.class,
            () -> SmallImitators.config(ImitatorKind.LINEAR, 0, 1, true));
    assertEquals(
        "previousAction: true (expected: false for linear imitators)", linear.getMessage());
    ImitatorConfig mlp = SmallImitators.config(ImitatorKind.MLP, 0, 1);
    Discrete actions = new Discrete(2, 0, DType.INT64);
    var discrete = assertThrows(InvalidValueException.class, () -> Imitator.of(mlp, 3, actions));
    assertEquals(
        "previousAction: true (expected: false for discrete actions)", discrete.getMessage());
  }

  @Test
  void fileWithoutAnImitatorIsRejected() {
    Path file = temporary.resolve("other.safetensors");
    SafeTensors.write(file, new TensorFile(Map.of("mean", Tensor.scalar(1.0))));
    var error = assertThrows(InvalidValueException.class, () -> ImitatorFile.read(file));
    assertEquals(
        file
            + ": tensors: [mean] (expected: 0.weight, 0.bias, 2.weight, ...; K; or"
            + " embedding.weight, ...)",
        error.getMessage());
  }

  @Test
  void missingBiasIsRejected() {
    Path file = temporary.resolve("other.safetensors");
    SafeTensors.write(
        file, new TensorFile(Map.of("0.weight", Tensor.float32(new float[10], 2, 5))));
    var error = assertThrows(InvalidValueException.class, () -> ImitatorFile.read(file));
    assertTrue(error.getMessage().endsWith("0.bias: missing (expected: shape [2])"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.weight", "K"})
  void weightsThatAreNoMatrixAreRejected(String name) {
    Path file = temporary.resolve("other.safetensors");
    SafeTensors.write(file, new TensorFile(Map.of(name, Tensor.float32(new float[5], 5))));
    var error = assertThrows(InvalidValueException.class, () -> ImitatorFile.read(file));
    assertTrue(error.getMessage().startsWith(file + ": " + name + ": "), error.getMessage());
  }

  private static Imitator imitator(ImitatorKind kind) {
    return Imitator.of(SmallImitators.config(kind, 2, 16), 3, 2);
  }

  private static float[] inputs(Imitator imitator) {
    float[] observations = OBSERVATIONS.toFloats();
    float[] previous = PREVIOUS.toFloats();
    PolicyBinding binding = imitator.binding();
    int pair = binding.previousAction() ? 5 : 3;
    // The newest pair, behind those from before the episode, which are zero
    float[] inputs = new float[N * binding.history() * pair];
    for (int i = 0; i < N; i++) {
      int newest = ((i + 1) * binding.history() - 1) * pair;
      System.arraycopy(observations, 3 * i, inputs, newest, 3);
      if (binding.previousAction()) {
        System.arraycopy(previous, 2 * i, inputs, newest + 3, 2);
      }
    }
    return inputs;
  }

  private static float[] random(long seed, int size) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.uniform(-1, 1);
    }
    return values;
  }
}
