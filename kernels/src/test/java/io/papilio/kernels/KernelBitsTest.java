package io.papilio.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papilio.core.random.NumpyGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variant has the bits of plain loops of {@link Math#fma}, whatever the sizes. */
class KernelBitsTest {
  private static final int PANEL = FeatureBatch.PANEL;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(8);

  @ParameterizedTest
  @CsvSource({
    "AVX512, 17, 37, 20", "AVX2, 17, 37, 20", "PORTABLE, 17, 37, 20",
    "AVX512, 64, 15, 33", "AVX2, 64, 15, 33", "PORTABLE, 64, 15, 33",
    "AVX512, 1, 1, 1", "AVX2, 1, 1, 1", "PORTABLE, 1, 1, 1",
    "AVX512, 33, 26, 50", "AVX2, 33, 26, 50", "PORTABLE, 33, 26, 50"
  })
  void layersAreChainsOfFusedMultiplyAdds(KernelVariant variant, int in, int out, int n) {
    assumeTrue(variant.isSupported(), variant + " is not of this processor");
    int stride = (n + PANEL - 1) / PANEL * PANEL;
    // Not at the beginning of an array, so not aligned.
    int offset = 3;
    float[] theta = normals(offset + out * in + out);
    float[] x = normals(in * stride);
    float[] y = new float[out * stride];
    int biases = offset + out * in;
    int half = out / 2;
    NativeKernels.forward(
        variant.code(), theta, offset, biases, in, 0, half, x, y, stride, n, true);
    NativeKernels.forward(
        variant.code(), theta, offset, biases, in, half, out, x, y, stride, n, true);
    for (int o = 0; o < out; o++) {
      for (int r = 0; r < n; r++) {
        float sum = theta[offset + out * in + o];
        for (int i = 0; i < in; i++) {
          sum = Math.fma(theta[offset + o * in + i], x[i * stride + r], sum);
        }
        assertBits(Math.max(0, sum), y[o * stride + r], "output " + o + " of row " + r);
      }
    }

    float[] delta = normals(out * stride);
    float[] back = new float[in * stride];
    for (int from = 0; from < in; from += 8) {
      int to = Math.min(in, from + 8);
      NativeKernels.backward(
          variant.code(), theta, offset, in, out, delta, x, from, to, back, stride, n);
    }
    for (int i = 0; i < in; i++) {
      for (int r = 0; r < n; r++) {
        float sum = 0;
        for (int o = 0; o < out; o++) {
          sum = Math.fma(theta[offset + o * in + i], delta[o * stride + r], sum);
        }
        float expected = x[i * stride + r] > 0 ? sum : 0;
        assertBits(expected, back[i * stride + r], "input " + i + " of row " + r);
      }
    }

    int row = (in + PANEL - 1) / PANEL * PANEL;
    float[] rows = new float[n * row];
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < in; i++) {
        rows[r * row + i] = x[i * stride + r];
      }
    }
    float[] gradient = new float[theta.length];
    NativeKernels.gradient(
        variant.code(), delta, stride, 0, half, rows, row, n, gradient, offset, biases, in);
    NativeKernels.gradient(
        variant.code(), delta, stride, half, out, rows, row, n, gradient, offset, biases, in);
    for (int o = 0; o < out; o++) {
      float bias = 0;
      for (int r = 0; r < n; r++) {
        bias += delta[o * stride + r];
      }
      assertBits(bias, gradient[offset + out * in + o], "bias " + o);
      for (int i = 0; i < in; i++) {
        float sum = 0;
        for (int r = 0; r < n; r++) {
          sum = Math.fma(delta[o * stride + r], x[i * stride + r], sum);
        }
        assertBits(sum, gradient[offset + o * in + i], "weight " + o + ", " + i);
      }
    }
    assertArrayEquals(new float[offset], Arrays.copyOf(gradient, offset));
  }

  @ParameterizedTest
  @EnumSource
  void packedLayersAreTheSameChains(KernelVariant variant) {
    assumeTrue(variant.isSupported(), variant + " is not of this processor");
    int in = 19;
    int out = 5 * PANEL;
    float[] w = normals(in * out);
    float[] bias = normals(out);
    for (int n : new int[] {1, 2, 3, 7, 13, 20}) {
      float[] x = normals(n * in);
      float[] y = new float[n * out];
      NativeKernels.packed(variant.code(), w, bias, in, out, x, 0, in, y, n, false);
      for (int r = 0; r < n; r++) {
        for (int o = 0; o < out; o++) {
          float sum = bias[o];
          for (int i = 0; i < in; i++) {
            sum = Math.fma(w[o / PANEL * in * PANEL + i * PANEL + o % PANEL], x[r * in + i], sum);
          }
          assertBits(sum, y[r * out + o], "output " + o + " of row " + r + " of " + n);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void averagesAreTheSameChains(KernelVariant variant) {
    assumeTrue(variant.isSupported(), variant + " is not of this processor");
    int length = 2 * 64;
    float[] averages = normals(3 * 2 * length);
    float[] vectors = normals(3 * length);
    int[] members = {0, 2};
    float[] weights = {0.1f, 0.2f, 0.3f, 0.4f, 0, 0.5f, 0, 0.5f};
    float[] expected = averages.clone();
    for (int k = 0; k < members.length; k++) {
      int mean = 2 * members[k] * length;
      int lost = mean + length;
      for (int i = 0; i < length; i++) {
        float change = weights[4 * k + 3] * averages[lost + i];
        for (int j = 0; j < 3; j++) {
          float distance = vectors[j * length + i] - averages[mean + i];
          change = Math.fma(weights[4 * k + j], distance, change);
        }
        expected[mean + i] = averages[mean + i] + change;
        expected[lost + i] = change - (expected[mean + i] - averages[mean + i]);
      }
    }
    NativeKernels.mix(
        variant.code(), averages, length, members, 2, vectors, length, weights, 3, length);
    assertArrayEquals(expected, averages);
  }

  @Test
  void everyProcessorHasAVariant() {
    assertTrue(KernelVariant.PORTABLE.isSupported());
    assertTrue(KernelVariant.current().isSupported());
  }

  // Equal as numbers: max(0, -0) has either sign.
  private static void assertBits(float expected, float actual, String what) {
    assertTrue(expected == actual, what + ": " + expected + " and " + actual);
  }

  private float[] normals(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.standardNormal();
    }
    return values;
  }
}
