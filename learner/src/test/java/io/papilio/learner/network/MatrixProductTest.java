package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
  @ParameterizedTest
  @CsvSource({"3, 2, 4", "128, 256, 23", "256, 256, 256", "1, 256, 256", "256, 1, 256"})
  void bitsDoNotDependOnWhereTheArraysLie(int n, int out, int in) {
    float[] x = waves(n * in, 1);
    float[] w = waves(out * in, 2);
    float[] expected = new float[n * out];
    MatrixProduct.addTransposed(expected, n, out, x, in, w, 0, in);
    for (int offset = 1; offset < 17; offset++) {
      float[] shifted = new float[offset + w.length];
      System.arraycopy(w, 0, shifted, offset, w.length);
      float[] y = new float[n * out];
      MatrixProduct.addTransposed(y, n, out, x.clone(), in, shifted, offset, in);
      assertArrayEquals(expected, y);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 4", "40, 33, 7"})
  void productsAreThoseOfPlainLoops(int n, int out, int in) {
    float[] x = waves(n * in, 1);
    float[] w = waves(out * in, 2);
    float[] y = waves(n * out, 3);
    float[] forward = new float[n * out];
    Arrays.fill(forward, 1);
    MatrixProduct.addTransposed(forward, n, out, x, in, w, 0, in);
    float[] back = new float[n * in];
    MatrixProduct.set(back, n, in, y, out, w, 0, in);
    float[] outer = new float[out * in];
    MatrixProduct.setOuter(outer, 0, out, in, y, x, in, n);
    double[] expectedForward = new double[n * out];
    Arrays.fill(expectedForward, 1);
    double[] expectedBack = new double[n * in];
    double[] expectedOuter = new double[out * in];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < out; j++) {
        for (int k = 0; k < in; k++) {
          expectedForward[i * out + j] += (double) x[i * in + k] * w[j * in + k];
          expectedBack[i * in + k] += (double) y[i * out + j] * w[j * in + k];
          expectedOuter[j * in + k] += (double) y[i * out + j] * x[i * in + k];
        }
      }
    }
    assertClose(expectedForward, forward);
    assertClose(expectedBack, back);
    assertClose(expectedOuter, outer);
  }

  private static void assertClose(double[] expected, float[] actual) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      widened[i] = actual[i];
    }
    // Sums of at most 40 products of size at most 1 in float32.
    assertArrayEquals(expected, widened, 1e-5);
  }

  private static float[] waves(int size, double step) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.sin(step * i);
    }
    return values;
  }
}
