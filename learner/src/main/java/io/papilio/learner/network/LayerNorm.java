package io.papilio.learner.network;

/**
 * Layer normalisation of n rows: x^ = (x - mean(x)) / sqrt(var(x) + epsilon), with the mean and the
 * variance of each row, and without parameters of its own: the layer above can scale and shift.
 * Forward and backward pass, in place.
 *
 * <p>Source: arXiv:1607.06450; epsilon is PyTorch's.
 */
final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private final int width;
  private final float[] normalised;
  private final float[] scales;

  /**
   * @param rows at most
   * @param width numbers in a row
   */
  LayerNorm(int rows, int width) {
    this.width = width;
    normalised = new float[rows * width];
    scales = new float[rows];
  }

  /**
   * Normalises the rows.
   *
   * @param x shape: [rows, width]
   */
  void forward(float[] x) {
    for (int row = 0; row < scales.length; row++) {
      int start = row * width;
      float mean = sum(x, start) / width;
      for (int i = start; i < start + width; i++) {
        x[i] -= mean;
      }
      float scale = (float) (1 / Math.sqrt(product(x, x, start) / width + EPSILON));
      for (int i = start; i < start + width; i++) {
        x[i] *= scale;
      }
      scales[row] = scale;
      System.arraycopy(x, start, normalised, start, width);
    }
  }

  /** Moves the chosen rows to the front, as {@link MlpPass#keep} does. */
  void keep(int[] chosen, int count) {
    for (int row = 0; row < count; row++) {
      scales[row] = scales[chosen[row]];
      System.arraycopy(normalised, chosen[row] * width, normalised, row * width, width);
    }
  }

  /**
   * Turns dJ/dx^ into dJ/dx.
   *
   * @param delta shape: [n, width]
   */
  void backward(float[] delta, int n) {
    for (int row = 0; row < n; row++) {
      int start = row * width;
      float mean = sum(delta, start) / width;
      float slope = product(delta, normalised, start) / width;
      float scale = scales[row];
      for (int i = start; i < start + width; i++) {
        // dJ/dx = (dJ/dx^ - mean(dJ/dx^) - x^ mean(dJ/dx^ x^)) / sqrt(var + epsilon)
        delta[i] = scale * (delta[i] - mean - normalised[i] * slope);
      }
    }
  }

  // Four sums side by side: one alone would wait for each of its additions.

  private float sum(float[] x, int start) {
    int even = start + width / 4 * 4;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = start; i < even; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (int i = even; i < start + width; i++) {
      a += x[i];
    }
    return (a + b) + (c + d);
  }

  private float product(float[] x, float[] y, int start) {
    int even = start + width / 4 * 4;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = start; i < even; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (int i = even; i < start + width; i++) {
      a += x[i] * y[i];
    }
    return (a + b) + (c + d);
  }
}
