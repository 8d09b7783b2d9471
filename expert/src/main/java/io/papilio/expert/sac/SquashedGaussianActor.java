package io.papilio.expert.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.MlpShape;
import io.papilio.learner.network.ParameterVector;
import io.papilio.learner.network.TensorEngine;
import java.util.List;

/**
 * The policy pi_phi: a = tanh(u), u ~ N(mu(s), sigma(s)^2), actions in (-1, 1).
 *
 * <p>One network has mu in the first half of its output and log sigma in the second.
 *
 * <p>Source: arXiv:1812.05905, appendix C; clamps and epsilon as in Stable-Baselines3.
 */
final class SquashedGaussianActor implements AutoCloseable {
  private static final double LOG_SIGMA_MIN = -20;
  private static final double LOG_SIGMA_MAX = 2;
  private static final float EPSILON = 1e-6f;
  private static final double LOG_SQRT_TWO_PI = .5 * Math.log(2 * Math.PI);

  private final MlpShape shape;
  private final int actionSize;
  private final NDManager manager = TensorEngine.newManager();
  private final ParameterVector phi;
  private final Layers constants;

  /** A fresh policy, its layers drawn from {@code generator}. */
  SquashedGaussianActor(
      int observationSize, int actionSize, int hiddenUnits, NumpyGenerator generator) {
    this.actionSize = actionSize;
    shape = shape(observationSize, actionSize, hiddenUnits);
    phi = new ParameterVector(shape.parameterCount());
    new Mlp(shape).initialize(phi.values(), generator);
    constants = Layers.of(phi.constant(), shape, 1, manager);
  }

  static MlpShape shape(int observationSize, int actionSize, int hiddenUnits) {
    return new MlpShape(List.of(observationSize, hiddenUnits, hiddenUnits, 2 * actionSize));
  }

  MlpShape shape() {
    return shape;
  }

  ParameterVector phi() {
    return phi;
  }

  /**
   * Actions with their log-probabilities.
   *
   * @param action a in (-1, 1). Shape: [n, actionSize]
   * @param logProbability log pi(a | s). Shape: [n, 1]
   */
  record Sample(NDArray action, NDArray logProbability) {}

  /**
   * Draws one action per state by the reparameterisation u = mu + sigma xi.
   *
   * @param states shape: [n, observationSize]
   * @param xi standard normal numbers. Shape: [n, actionSize]
   */
  Sample sample(NDArray states, float[] xi) {
    return squash(constants.forward(0, states), xi);
  }

  /** Like {@link #sample}, and differentiable by {@code phi}. */
  Sample differentiableSample(NDArray states, float[] xi) {
    return squash(Layers.of(phi.leaf(), shape, 1, states.getManager()).forward(0, states), xi);
  }

  private Sample squash(NDArray output, float[] xi) {
    NDManager manager = output.getManager();
    long n = output.getShape().get(0);
    NDList head = output.split(new long[] {actionSize}, 1);
    NDArray mu = head.get(0);
    NDArray logSigma = head.get(1).clip(LOG_SIGMA_MIN, LOG_SIGMA_MAX);
    // a = tanh(mu + sigma xi)
    NDArray noise = manager.create(xi, new Shape(n, actionSize));
    NDArray action = mu.add(logSigma.exp().mul(noise)).tanh();
    // log pi(a|s) = sum_i -xi_i^2 / 2 - log sigma_i - log sqrt(2 pi) - log(1 - a_i^2 + epsilon)
    NDArray correction = action.square().neg().add(1f).add(EPSILON).log();
    NDArray logProbability =
        manager
            .create(logDensity(xi), new Shape(n, 1))
            .sub(logSigma.add(correction).sum(new int[] {1}, true));
    return new Sample(action, logProbability);
  }

  /**
   * Draws the action for one state. Shape: [actionSize].
   *
   * @param xi standard normal numbers. Shape: [actionSize]
   */
  float[] draw(float[] state, float[] xi) {
    try (NDManager step = TensorEngine.newManager()) {
      float[] head =
          constants.forward(0, step.create(state, new Shape(1, state.length))).toFloatArray();
      float[] action = new float[actionSize];
      for (int i = 0; i < actionSize; i++) {
        double logSigma = Math.max(LOG_SIGMA_MIN, Math.min(LOG_SIGMA_MAX, head[actionSize + i]));
        // a = tanh(mu + sigma xi)
        action[i] = (float) StrictMath.tanh(head[i] + StrictMath.exp(logSigma) * xi[i]);
      }
      return action;
    }
  }

  /** The parameter-free part of the log-probability. Shape: [n]. */
  private float[] logDensity(float[] xi) {
    float[] density = new float[xi.length / actionSize];
    for (int i = 0; i < density.length; i++) {
      double sum = 0;
      for (int j = 0; j < actionSize; j++) {
        double x = xi[i * actionSize + j];
        sum += -.5 * x * x - LOG_SQRT_TWO_PI;
      }
      density[i] = (float) sum;
    }
    return density;
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    manager.close();
    phi.close();
  }
}
