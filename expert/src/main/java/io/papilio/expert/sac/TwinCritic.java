package io.papilio.expert.sac;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.kernels.WorkerThreads;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.MlpPass;
import java.util.Arrays;
import java.util.List;

/**
 * Two action values Q_1, Q_2 that start apart and learn alike; the smaller one is used, which
 * counters the overestimation of a single one. Both lie in one vector, Q_1 first. The methods of
 * different critics j = 0, 1 may run in different threads.
 *
 * <p>Source: arXiv:1812.05905, section 5 (clipped double Q-learning).
 */
public final class TwinCritic {
  /** Threads get whole blocks of parameters. */
  private static final int BLOCK = 4096;

  private final MlpShape shape;
  private final int n;
  private final float[] theta;
  private final float[] gradient;
  private final List<MlpPass> passes;
  private final float[][] outputGradients;

  private TwinCritic(MlpShape shape, int n) {
    this.shape = shape;
    this.n = n;
    theta = new float[2 * shape.parameterCount()];
    gradient = new float[theta.length];
    passes = List.of(new MlpPass(shape, n), new MlpPass(shape, n));
    outputGradients = new float[2][n];
  }

  /**
   * Fresh critics, their layers drawn from {@code generator}.
   *
   * @param n transitions per minibatch
   */
  TwinCritic(
      int observationSize, int actionSize, int hiddenUnits, int n, NumpyGenerator generator) {
    this(new MlpShape(List.of(observationSize + actionSize, hiddenUnits, hiddenUnits, 1)), n);
    Mlp.initialize(shape, theta, 0, generator);
    Mlp.initialize(shape, theta, shape.parameterCount(), generator);
  }

  /** Other critics with the same parameters: their slow targets at the start. */
  TwinCritic copy() {
    TwinCritic copy = new TwinCritic(shape, n);
    System.arraycopy(theta, 0, copy.theta, 0, theta.length);
    return copy;
  }

  /** Moves these parameters toward others': Polyak's average with rate tau. */
  void follow(TwinCritic other, float tau) {
    WorkerThreads.slice(theta.length, BLOCK, (from, to) -> follow(other, tau, from, to));
  }

  private void follow(TwinCritic other, float tau, int from, int to) {
    for (int i = from; i < to; i++) {
      // theta-bar = (1 - tau) theta-bar + tau theta
      theta[i] += tau * (other.theta[i] - theta[i]);
    }
  }

  /** The parameters themselves, writable. */
  public float[] theta() {
    return theta;
  }

  /** The gradient of {@link #learn}, of both critics. */
  float[] gradient() {
    return gradient;
  }

  /**
   * Q_j(s, a). Shape: [n], overwritten by the next call.
   *
   * @param stateActions shape: [n, observationSize + actionSize]
   */
  float[] values(int j, float[] stateActions) {
    return passes.get(j).forward(theta, j * shape.parameterCount(), stateActions, shape.input());
  }

  /**
   * J_Q,j = 1/2 mean (Q_j(s, a) - y)^2 of the last {@link #values}, and its gradient.
   *
   * @param q those values
   * @param y targets. Shape: [n]
   */
  double learn(int j, float[] q, float[] y) {
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double error = q[i] - y[i];
      loss += .5 * error * error / n;
      // dJ/dQ_j(s_i, a_i) = (Q_j(s_i, a_i) - y_i) / n
      outputGradients[j][i] = (float) (error / n);
    }
    passes.get(j).backward(outputGradients[j], gradient);
    return loss;
  }

  /**
   * -1/n dQ_j / da of the last {@link #values}, for some of its rows.
   *
   * @param rows rising, the first {@code count} of them are used
   * @param actionGradient shape: [n, actionSize]; only the rows named are written
   */
  void backwardToActions(int j, int[] rows, int count, int actionSize, float[] actionGradient) {
    MlpPass pass = passes.get(j);
    pass.keep(rows, count);
    Arrays.fill(outputGradients[j], 0, count, -1f / n);
    float[] kept = new float[count * actionSize];
    pass.backwardToInput(outputGradients[j], shape.input() - actionSize, actionSize, kept);
    for (int row = 0; row < count; row++) {
      System.arraycopy(kept, row * actionSize, actionGradient, rows[row] * actionSize, actionSize);
    }
  }
}
