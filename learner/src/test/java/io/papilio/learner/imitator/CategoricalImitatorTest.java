package io.papilio.learner.imitator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.OneHotActions;
import io.papilio.learner.loss.L2;
import io.papilio.learner.network.NetworkPass;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CategoricalImitatorTest {
  private static final Discrete ACTIONS = new Discrete(3, 5);
  private static final float[] THETA = {0.5f, -1, 0.25f, 2, -0.75f, 0.125f};
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(0, 4);
  private static final Trajectory TRAJECTORY =
      new Trajectory(
          Optional.of(BigInteger.ZERO),
          Tensor.float64(new double[] {1, 2, -1, 0.5, 0, 3, 7, 7}, 4, 2),
          Tensor.int64(new long[] {5, 7, 6}),
          Tensor.float64(new double[3]),
          true,
          false);

  @TempDir Path temporary;

  @Test
  void lossIsTheCrossEntropyAndItsGradientTheErrorOfTheSoftmax() {
    Imitator imitator = linear();
    DemonstrationTensors pairs = pairs();
    double expected = 0;
    double[] gradient = new double[THETA.length];
    for (int t = 0; t < 3; t++) {
      double[] p = softmax(t);
      int action = (int) TRAJECTORY.actions().getLong(t) - 5;
      expected -= Math.log(p[action]) / 3;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 2; j++) {
          // d l / dK_ij = mean of (p_i - 1{a = i}) x_j
          double x = TRAJECTORY.observations().getDouble(2 * t + j);
          gradient[2 * i + j] += (p[i] - (i == action ? 1 : 0)) * x / 3;
        }
      }
    }
    NetworkPass pass = imitator.pass(3);
    float[] outputs = pass.forward(THETA, pairs.inputs(0, 1, 2), 3);
    float[] outputGradient = new float[9];
    // Float32 sums of a few terms of order one.
    assertEquals(
        expected,
        imitator.loss(new L2()).gradient(outputs, pairs.actions(0, 1, 2), 3, outputGradient),
        1e-6);
    float[] actual = new float[THETA.length];
    pass.backward(outputGradient, actual);
    for (int i = 0; i < gradient.length; i++) {
      assertEquals(gradient[i], actual[i], 1e-6, "parameter " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT64", "INT32", "UINT8"})
  void policyTakesTheActionOfTheGreatestLogit(DType dtype) {
    Discrete actions = new Discrete(3, 5, dtype);
    Imitator imitator = new CategoricalImitator(new LinearImitator(2, 3), actions);
    Tensor chosen = imitator.policy(THETA).begin(SEEDS).act(TRAJECTORY.observations());
    assertEquals(List.of(4), chosen.shape());
    assertEquals(dtype, chosen.dtype());
    for (int row = 0; row < 4; row++) {
      assertEquals(5 + greatest(softmax(row)), chosen.getLong(row));
      actions.check("action", chosen.row(row));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileGivesTheSamePolicy(ImitatorKind kind) {
    Imitator imitator = Imitator.of(SmallImitators.config(kind, 1, 4, false), 2, ACTIONS);
    float[] theta = new float[imitator.parameterCount()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) Math.sin(i);
    }
    Path file = temporary.resolve("imitator.safetensors");
    ImitatorFile.write(file, imitator, theta, 1);
    assertEquals(
        imitator.policy(theta).begin(SEEDS).act(TRAJECTORY.observations()),
        ImitatorFile.read(file).begin(SEEDS).act(TRAJECTORY.observations()));
  }

  @Test
  void actionsBecomeVectors() {
    Tensor vectors = OneHotActions.encode(TRAJECTORY, ACTIONS).actions();
    assertEquals(List.of(3, 3), vectors.shape());
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 0, 1, 0}, vectors.toFloats());
    var rejected =
        assertThrows(
            InvalidValueException.class,
            () -> OneHotActions.encode(TRAJECTORY, new Discrete(2, 5)));
    assertEquals("action of seed 0 at step 1: 7 (expected: 5 to 6)", rejected.getMessage());
  }

  private static Imitator linear() {
    return Imitator.of(SmallImitators.config(ImitatorKind.LINEAR, 0, 1), 2, ACTIONS);
  }

  private static DemonstrationTensors pairs() {
    return DemonstrationTensors.of(
        TrajectorySource.of(List.of(OneHotActions.encode(TRAJECTORY, ACTIONS))),
        PolicyBinding.PLAIN);
  }

  private static double[] softmax(int row) {
    double[] p = new double[3];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        p[i] += THETA[2 * i + j] * TRAJECTORY.observations().getDouble(2 * row + j);
      }
      p[i] = Math.exp(p[i]);
      sum += p[i];
    }
    for (int i = 0; i < 3; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static int greatest(double... values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
