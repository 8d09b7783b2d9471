package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against a network in float64 whose masks are drawn here, and its central differences. */
class MlpDropoutTest {
  private static final MlpShape SHAPE = MlpShape.of(3, 5, 4, 2);
  private static final Dropout DROPOUT = new Dropout(0.4);
  private static final RandomStreams STREAMS = RandomStreams.of(2);
  private static final int N = 6;
  private static final long STEP = 7;

  /** A few float32 roundings of numbers of order one. */
  private static final double TOLERANCE = 1e-5;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(1);
  private final float[] theta = uniform(SHAPE.parameterCount());
  private final float[] inputs = uniform(N * 3);
  private final float[] outputGradient = uniform(N * 2);
  private final NetworkPass pass = Mlp.trainingPass(SHAPE, N, DROPOUT, STREAMS);

  @Test
  void outputsAndGradientAreThoseOfTheMaskedNetwork() {
    pass.begin(STEP);
    float[] outputs = pass.forward(theta, inputs, N);
    float[] gradient = new float[theta.length];
    pass.backward(outputGradient, gradient);
    double[] point = new double[theta.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = theta[i];
    }
    double[] expected = masked(point);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], outputs[i], TOLERANCE);
    }
    for (int i = 0; i < point.length; i++) {
      double center = point[i];
      point[i] = center + 1e-6;
      double above = objective(point);
      point[i] = center - 1e-6;
      double below = objective(point);
      point[i] = center;
      assertEquals((above - below) / 2e-6, gradient[i], TOLERANCE, "parameter " + i);
    }
  }

  @Test
  void nothingIsDroppedOutsideOfSteps() {
    float[] plain = Mlp.pass(SHAPE, N).forward(theta, inputs, N);
    assertArrayEquals(plain, pass.forward(theta, inputs, N));
    pass.begin(STEP);
    assertFalse(Arrays.equals(plain, pass.forward(theta, inputs, N)));
    pass.end();
    assertArrayEquals(plain, pass.forward(theta, inputs, N));
    float[] gradient = new float[theta.length];
    pass.backward(outputGradient, gradient);
    NetworkPass whole = Mlp.pass(SHAPE, N);
    whole.forward(theta, inputs, N);
    float[] expected = new float[theta.length];
    whole.backward(outputGradient, expected);
    assertArrayEquals(expected, gradient);
  }

  private double objective(double[] point) {
    double[] outputs = masked(point);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += outputs[i] * outputGradient[i];
    }
    return sum;
  }

  /** Shape: [n, 2]. */
  private double[] masked(double[] point) {
    NumpyGenerator masks = STREAMS.stream("dropout/" + STEP);
    double[] h = new double[inputs.length];
    for (int i = 0; i < h.length; i++) {
      h[i] = inputs[i];
    }
    int offset = 0;
    for (int layer = 0; layer < 3; layer++) {
      int in = SHAPE.fanIn(layer);
      int out = SHAPE.fanOut(layer);
      // Shape: [out, n]
      float[] mask = layer < 2 ? DROPOUT.mask(out * N, masks) : new float[0];
      double[] next = new double[N * out];
      for (int row = 0; row < N; row++) {
        for (int i = 0; i < out; i++) {
          double sum = point[offset + in * out + i];
          for (int j = 0; j < in; j++) {
            sum += point[offset + i * in + j] * h[row * in + j];
          }
          next[row * out + i] = layer < 2 ? Math.max(0, sum) * mask[i * N + row] : sum;
        }
      }
      offset += (in + 1) * out;
      h = next;
    }
    return h;
  }

  private float[] uniform(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.uniform(-1, 1);
    }
    return values;
  }
}
