package io.papilio.learner.imitator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.loss.L1;
import io.papilio.learner.loss.MixtureLikelihood;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chunks and mixtures, of imitators of three observed numbers and two coordinates of actions. */
class ActionHeadTest {
  private static final ActionHeadConfig CHUNKS = new ActionHeadConfig(3, 0, false);
  private static final ActionHeadConfig SAMPLES = new ActionHeadConfig(1, 4, true);
  private static final ActionHeadConfig MIXTURE = new ActionHeadConfig(3, 4, false);

  /** As in {@link ImitatorTest}. */
  private static final float FLOAT_ERROR = 2e-5f;

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource(names = {"MLP", "TRANSFORMER"})
  void chunkIsExecutedToItsEnd(ImitatorKind kind) {
    Imitator imitator = imitator(kind, CHUNKS);
    float[] theta = theta(imitator);
    assertEquals(new L1(), imitator.loss(new L1()));
    float[] expected = Arrays.copyOf(outputs(imitator, theta), 6);
    Actor actor = imitator.policy(theta).begin(EpisodeSeeds.of(0, 1));
    for (int i = 0; i < 3; i++) {
      // What is observed within a chunk changes nothing.
      float[] action = actor.act(Tensor.float32(new float[] {1, -2, i}, 1, 3)).toFloats();
      float[] wanted = Arrays.copyOfRange(expected, 2 * i, 2 * i + 2);
      assertArrayEquals(wanted, action, FLOAT_ERROR);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "TRANSFORMER"})
  void mixtureActsByTheMeanOfItsLikeliestComponent(ImitatorKind kind) {
    Imitator imitator = imitator(kind, MIXTURE);
    float[] theta = theta(imitator);
    assertEquals(new MixtureLikelihood(4), imitator.loss(new L1()));
    float[] parameters = outputs(imitator, theta);
    int likeliest = 0;
    for (int c = 1; c < 4; c++) {
      likeliest = parameters[c] > parameters[likeliest] ? c : likeliest;
    }
    float[] mean = Arrays.copyOfRange(parameters, 4 + 6 * likeliest, 6 + 6 * likeliest);
    assertArrayEquals(mean, act(imitator.policy(theta)).toFloats(), FLOAT_ERROR);
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "TRANSFORMER"})
  void drawnActionsHaveTheMeanOfTheMixture(ImitatorKind kind) {
    Imitator imitator = imitator(kind, SAMPLES);
    float[] theta = theta(imitator);
    float[] p = outputs(imitator, theta);
    double[] mean = new double[2];
    double[] square = new double[2];
    double total = 0;
    for (int c = 0; c < 4; c++) {
      total += Math.exp(p[c]);
    }
    for (int c = 0; c < 4; c++) {
      for (int i = 0; i < 2; i++) {
        double mu = p[4 + 2 * c + i];
        double sigma = Math.exp(p[12 + 2 * c + i]);
        mean[i] += Math.exp(p[c]) / total * mu;
        square[i] += Math.exp(p[c]) / total * (mu * mu + sigma * sigma);
      }
    }
    int n = 400;
    Policy policy = imitator.policy(theta);
    float[] observations = new float[3 * n];
    for (int row = 0; row < n; row++) {
      observations[3 * row] = 1;
      observations[3 * row + 1] = -2;
    }
    Tensor seen = Tensor.float32(observations, n, 3);
    Tensor drawn = policy.begin(EpisodeSeeds.of(0, n)).act(seen);
    assertEquals(drawn, policy.begin(EpisodeSeeds.of(0, n)).act(seen));
    for (int i = 0; i < 2; i++) {
      double sum = 0;
      for (int row = 0; row < n; row++) {
        sum += drawn.getDouble(2 * row + i);
      }
      // Four standard deviations of a mean of n draws
      assertEquals(mean[i], sum / n, 4 * Math.sqrt((square[i] - mean[i] * mean[i]) / n));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "TRANSFORMER"})
  void fileGivesTheSamePolicy(ImitatorKind kind) {
    for (ActionHeadConfig head : List.of(CHUNKS, MIXTURE, SAMPLES)) {
      Imitator imitator = imitator(kind, head);
      float[] theta = theta(imitator);
      Path file = temporary.resolve("weights.safetensors");
      ImitatorFile.write(file, imitator, theta, 0);
      assertEquals(act(imitator.policy(theta)), act(ImitatorFile.read(file)));
    }
  }

  @Test
  void othersHaveNoHead() {
    var linear =
        assertThrows(
            InvalidValueException.class,
            () -> SmallImitators.config(ImitatorKind.LINEAR, 0, 1, false, CHUNKS));
    assertEquals("chunk: 3 (expected: 1 for linear imitators)", linear.getMessage());
    var chunks = assertThrows(InvalidValueException.class, () -> new ActionHeadConfig(3, 4, true));
    assertEquals("sample: true (expected: a mixture over single actions)", chunks.getMessage());
    ActionHeadConfig mixture = new ActionHeadConfig(1, 4, false);
    ImitatorConfig mlp = SmallImitators.config(ImitatorKind.MLP, 0, 1, false, mixture);
    Discrete actions = new Discrete(2, 0);
    var discrete = assertThrows(InvalidValueException.class, () -> Imitator.of(mlp, 3, actions));
    assertEquals("mixture: 4 (expected: 0 for discrete actions)", discrete.getMessage());
  }

  private static Imitator imitator(ImitatorKind kind, ActionHeadConfig head) {
    return Imitator.of(SmallImitators.config(kind, 1, 8, false, head), 3, 2);
  }

  /** The outputs for the observation (1, -2, 0) at the first step of an episode. */
  private static float[] outputs(Imitator imitator, float[] theta) {
    float[] input = new float[imitator.inputSize()];
    input[input.length - 3] = 1;
    input[input.length - 2] = -2;
    return imitator.pass(1).forward(theta, input, 1);
  }

  private static Tensor act(Policy policy) {
    Actor actor = policy.begin(EpisodeSeeds.of(0, 1));
    return actor.act(Tensor.float32(new float[] {1, -2, 0}, 1, 3));
  }

  private static float[] theta(Imitator imitator) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(6);
    float[] theta = new float[imitator.parameterCount()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) generator.uniform(-1, 1);
    }
    return theta;
  }
}
