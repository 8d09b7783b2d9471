package io.papilio.laboratory.pitfalls.learner;

import io.papilio.laboratory.numeric.Draws;
import java.util.Arrays;

/**
 * AdamW on the squared loss with a linearly decaying rate, and the EMA of its iterates.
 *
 * @param labelNoise standard deviation of noise that is drawn anew for every label that is used
 * @param gamma rate of the EMA
 */
public record Training(
    int steps, double rate, boolean decay, double weightDecay, double labelNoise, double gamma) {
  /** What most studies train with. */
  public static final Training DEFAULT = new Training(6000, 3e-3, true, 0, 0, 0.01);

  private static final int BATCH = 32;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** Sees the iterate and the average after each step; both arrays are reused. */
  @FunctionalInterface
  public interface Listener {
    Listener NONE = (step, raw, average) -> {};

    void stepped(int step, double[] raw, double[] average);
  }

  /** The last iterate and the last average. */
  public record Trained(SmallMlp network, double[] raw, double[] average) {
    public StatePolicy policy() {
      return network.policy(raw);
    }

    public StatePolicy averaged() {
      return network.policy(average);
    }
  }

  public Trained fit(SmallMlp network, Demonstrations data, Draws draws) {
    return fit(network, data, draws, Listener.NONE);
  }

  public Trained fit(SmallMlp network, Demonstrations data, Draws draws, Listener listener) {
    double[] theta = network.initial(draws);
    double[] average = theta.clone();
    double[] m = new double[theta.length];
    double[] v = new double[theta.length];
    double[] gradient = new double[theta.length];
    for (int step = 1; step <= steps; step++) {
      Arrays.fill(gradient, 0);
      for (int i = 0; i < BATCH; i++) {
        int row = draws.generator().integers(data.size());
        network.addGradient(theta, data.x()[row], label(data.u()[row], draws), gradient);
      }
      double eta = decay ? rate * (1 - (step - 1.0) / steps) : rate;
      double correction1 = 1 - Math.pow(BETA1, step);
      double correction2 = 1 - Math.pow(BETA2, step);
      for (int j = 0; j < theta.length; j++) {
        double g = gradient[j] / BATCH;
        m[j] = BETA1 * m[j] + (1 - BETA1) * g;
        v[j] = BETA2 * v[j] + (1 - BETA2) * g * g;
        double direction = m[j] / correction1 / (Math.sqrt(v[j] / correction2) + 1e-8);
        theta[j] -= eta * (direction + weightDecay * theta[j]);
        average[j] += gamma * (theta[j] - average[j]);
      }
      listener.stepped(step, theta, average);
    }
    return new Trained(network, theta, average);
  }

  private double[] label(double[] u, Draws draws) {
    if (labelNoise == 0) {
      return u;
    }
    double[] noisy = u.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += labelNoise * draws.normal();
    }
    return noisy;
  }
}
