package io.papilio.learner.optimizer;

import io.papilio.core.validation.Require;
import java.nio.FloatBuffer;

/**
 * Adam with bias correction and decoupled weight decay, as one pass over memory. The rule and its
 * constants' rounding are those of PyTorch's {@code AdamW} (and of its {@code Adam} without weight
 * decay).
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", algorithm 1; Loshchilov
 * and Hutter, "Decoupled weight decay regularization", algorithm 2.
 */
public final class Adam {
  // Buffers are copied through arrays block by block, and the moments live in blocks: C2 makes
  // vector code of a loop over arrays with one index, and four blocks of this size stay in cache.
  private static final int BLOCK = 2048;

  private final AdamConfig config;
  private final int size;
  private final float[][] m;
  private final float[][] v;
  private final float[] theta = new float[BLOCK];
  private final float[] g = new float[BLOCK];
  private long t;

  /**
   * @param size number of parameters
   */
  public Adam(AdamConfig config, int size) {
    this.config = config;
    this.size = Require.positive(size, "size");
    this.m = new float[(size + BLOCK - 1) / BLOCK][BLOCK];
    this.v = new float[m.length][BLOCK];
  }

  public AdamConfig config() {
    return config;
  }

  /** Number of steps taken. */
  public long steps() {
    return t;
  }

  /** Takes a step with the configured learning rate. */
  public void step(FloatBuffer parameters, FloatBuffer gradient) {
    step(parameters, gradient, config.learningRate());
  }

  /**
   * Takes a step.
   *
   * @param parameters changed in place. Shape: [size]
   * @param gradient shape: [size]
   */
  public void step(FloatBuffer parameters, FloatBuffer gradient, double learningRate) {
    requireSize("parameters", parameters.capacity());
    requireSize("gradient", gradient.capacity());
    t++;
    Coefficients c = Coefficients.of(config, learningRate, t);
    for (int block = 0; block < m.length; block++) {
      int start = block * BLOCK;
      int count = Math.min(BLOCK, size - start);
      parameters.get(start, theta, 0, count);
      gradient.get(start, g, 0, count);
      update(theta, g, m[block], v[block], count, c);
      parameters.put(start, theta, 0, count);
    }
  }

  private static void update(
      float[] theta, float[] g, float[] m, float[] v, int count, Coefficients c) {
    float gain1 = c.gain1;
    float beta2 = c.beta2;
    float gain2 = c.gain2;
    float epsilon = c.epsilon;
    float keep = c.keep;
    float rate = c.rate;
    float scale = c.scale;
    for (int i = 0; i < count; i++) {
      // m_t = beta1 m_{t-1} + (1 - beta1) g_t
      float mean = m[i] + gain1 * (g[i] - m[i]);
      // v_t = beta2 v_{t-1} + (1 - beta2) g_t^2
      float square = beta2 * v[i] + gain2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      // theta_t = (1 - eta lambda) theta_{t-1} - eta m^_t / (sqrt(v^_t) + epsilon)
      theta[i] = keep * theta[i] - rate * (mean / ((float) Math.sqrt(square) * scale + epsilon));
    }
  }

  private void requireSize(String name, int actual) {
    Require.that(actual == size, name, actual + " values", size + " values");
  }

  /** The constants of one step, computed in float64 and rounded once. */
  private record Coefficients(
      float gain1, float beta2, float gain2, float epsilon, float keep, float rate, float scale) {
    static Coefficients of(AdamConfig config, double learningRate, long t) {
      return new Coefficients(
          (float) (1 - config.beta1()),
          (float) config.beta2(),
          (float) (1 - config.beta2()),
          (float) config.epsilon(),
          (float) (1 - learningRate * config.weightDecay()),
          // m^_t = m_t / (1 - beta1^t), v^_t = v_t / (1 - beta2^t)
          (float) (learningRate / (1 - Math.pow(config.beta1(), t))),
          (float) (1 / Math.sqrt(1 - Math.pow(config.beta2(), t))));
    }
  }
}
