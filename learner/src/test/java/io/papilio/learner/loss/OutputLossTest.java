package io.papilio.learner.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutputLossTest {
  private static final int N = 7;
  private static final int SIZE = 3;

  /** A multiple of it moves a float32 near 1 exactly, so that a difference has no rounding. */
  private static final float STEP = 0x1p-10f;

  /** Third derivatives times STEP^2 / 6, and the float32 rounding, of a gradient of order 1. */
  private static final double TOLERANCE = 2e-6;

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(new L2(), false),
        Arguments.of(new L1(), false),
        Arguments.of(new Huber(1), false),
        Arguments.of(new Huber(0.25), false),
        Arguments.of(new Euclidean(), false),
        Arguments.of(new CrossEntropy(), true),
        Arguments.of(new MixtureLikelihood(4), false));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientIsThatOfTheValue(OutputLoss loss, boolean oneHot) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(3);
    float[] targets = oneHot ? oneHot() : targets(generator);
    float[] outputs = grid(generator, N * loss.outputSize(SIZE));
    float[] gradient = new float[outputs.length];
    double value = loss.gradient(outputs, targets, N, gradient);
    assertEquals(value, loss.value(outputs, targets, N));
    for (int i = 0; i < outputs.length; i++) {
      float center = outputs[i];
      outputs[i] = center + STEP;
      double above = loss.value(outputs, targets, N);
      outputs[i] = center - STEP;
      double below = loss.value(outputs, targets, N);
      outputs[i] = center;
      double expected = (above - below) / (2 * STEP);
      double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
      assertEquals(expected, gradient[i], tolerance, "output " + i);
    }
  }

  @Test
  void distancesHaveTheValuesWorkedOutByHand() {
    float[] outputs = {3, 4, 1, 1};
    float[] targets = {0, 0, 1, 0.5f};
    assertEquals((9 + 16 + 0 + 0.25) / 4, new L2().value(outputs, targets, 2));
    assertEquals((3 + 4 + 0 + 0.5) / 4, new L1().value(outputs, targets, 2));
    assertEquals((2.5 + 3.5 + 0 + 0.125) / 4, new Huber(1).value(outputs, targets, 2));
    assertEquals((5 + 0.5) / 2, new Euclidean().value(outputs, targets, 2));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void outputsBehindTheRowsAreIgnored(OutputLoss loss, boolean oneHot) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(4);
    float[] targets = oneHot ? oneHot() : targets(generator);
    float[] outputs = grid(generator, N * loss.outputSize(SIZE));
    float[] longer = java.util.Arrays.copyOf(outputs, outputs.length + 5);
    assertEquals(loss.value(outputs, targets, N), loss.value(longer, targets, N));
  }

  @Test
  void errorOfZeroHasNoGradient() {
    for (OutputLoss loss : new OutputLoss[] {new L1(), new Euclidean()}) {
      float[] gradient = {7};
      assertEquals(0, loss.gradient(new float[] {2}, new float[] {2}, 1, gradient));
      assertEquals(0, gradient[0]);
    }
  }

  @Test
  void crossEntropyHasNoOverflow() {
    float[] gradient = new float[2];
    double loss =
        new CrossEntropy().gradient(new float[] {1000, 0}, new float[] {0, 1}, 1, gradient);
    assertEquals(1000, loss);
    assertEquals(1, gradient[0]);
    assertEquals(-1, gradient[1]);
  }

  @Test
  void mixtureLikelihoodIsTheSumOfTheComponentsDensities() {
    // Weights 1/4 and 3/4, means 0 and 2, standard deviations 1 and 1/2
    float[] outputs = {0, (float) Math.log(3), 0, 2, 0, (float) Math.log(0.5)};
    double density = (normal(0.5, 1) + 3 * normal(-1.5, 0.5)) / 4;
    double loss = new MixtureLikelihood(2).value(outputs, new float[] {0.5f}, 1);
    assertEquals(-Math.log(density), loss, 1e-7);
  }

  @Test
  void mixtureOfFarComponentsStaysFinite() {
    float[] gradient = new float[6];
    float[] outputs = {0, 0, 50, -50, -100, -100};
    double loss = new MixtureLikelihood(2).gradient(outputs, new float[1], 1, gradient);
    assertTrue(Double.isFinite(loss));
    for (float g : gradient) {
      assertTrue(Float.isFinite(g));
    }
  }

  private static double normal(double e, double sigma) {
    return Math.exp(-e * e / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
  }

  /** Multiples of four steps in +-2. */
  private static float[] grid(NumpyGenerator generator, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 4 * (generator.integers(1000) - 500) * STEP;
    }
    return values;
  }

  /** Two steps beside the grid, so that no error is near a kink of a loss. */
  private static float[] targets(NumpyGenerator generator) {
    float[] values = grid(generator, N * SIZE);
    for (int i = 0; i < values.length; i++) {
      values[i] += 2 * STEP;
    }
    return values;
  }

  private static float[] oneHot() {
    float[] targets = new float[N * SIZE];
    for (int row = 0; row < N; row++) {
      targets[row * SIZE + row % SIZE] = 1;
    }
    return targets;
  }
}
