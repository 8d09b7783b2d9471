package io.papilio.learner.optimizer;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.Require;
import io.papilio.kernels.WorkerThreads;

/**
 * Adam with bias correction and decoupled weight decay, as one pass over memory. The rule and its
 * constants' rounding are those of PyTorch's {@code AdamW} (and of its {@code Adam} without weight
 * decay).
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", algorithm 1; Loshchilov
 * and Hutter, "Decoupled weight decay regularization", algorithm 2.
 */
public final class Adam implements Optimizer {
  /** Numbers in a block: its moments, gradient and parameters stay in the second-level cache. */
  private static final int BLOCK = 4096;

  private final AdamConfig config;
  private final float[] m;
  private final float[] v;
  private long t;

  /**
   * @param size number of parameters
   */
  public Adam(AdamConfig config, int size) {
    this.config = config;
    this.m = new float[Require.positive(size, "size")];
    this.v = new float[size];
  }

  public AdamConfig config() {
    return config;
  }

  /** Number of steps taken. */
  public long steps() {
    return t;
  }

  /** Takes a step with the configured learning rate. */
  public void step(float[] parameters, float[] gradient) {
    step(parameters, gradient, config.learningRate(), (p, start, length) -> {});
  }

  @Override
  public void step(
      float[] parameters, float[] gradient, double learningRate, BlockListener listener) {
    requireSize("parameters", parameters.length);
    requireSize("gradient", gradient.length);
    t++;
    Coefficients c = Coefficients.of(config, learningRate, t);
    WorkerThreads.slice(
        m.length,
        BLOCK,
        (from, to) -> {
          for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(start + BLOCK, to);
            update(parameters, gradient, m, v, start, end, c);
            RunningMoment.sweep(m, start, end, t);
            RunningMoment.sweep(v, start, end, t);
            listener.onBlock(parameters, start, end - start);
          }
        });
  }

  private static void update(
      float[] theta, float[] g, float[] m, float[] v, int start, int end, Coefficients c) {
    float gain1 = c.gain1;
    float beta2 = c.beta2;
    float gain2 = c.gain2;
    float epsilon = c.epsilon;
    float keep = c.keep;
    float rate = c.rate;
    float scale = c.scale;
    for (int i = start; i < end; i++) {
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

  @Override
  public void save(String prefix, TrainingState.Builder state) {
    state.put(prefix + ".steps", t);
    state.put(prefix + ".m", m.clone());
    state.put(prefix + ".v", v.clone());
  }

  @Override
  public void restore(String prefix, TrainingState state) {
    System.arraycopy(state.floats(prefix + ".m", m.length), 0, m, 0, m.length);
    System.arraycopy(state.floats(prefix + ".v", v.length), 0, v, 0, v.length);
    t = state.integer(prefix + ".steps");
  }

  private void requireSize(String name, int size) {
    Require.that(size == m.length, name, size + " values", m.length + " values");
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
          (float) (learningRate / (1 - StrictMath.pow(config.beta1(), (double) t))),
          (float) (1 / Math.sqrt(1 - StrictMath.pow(config.beta2(), (double) t))));
    }
  }
}
