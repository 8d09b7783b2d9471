package io.papilio.expert.sac;

import io.papilio.learner.network.MlpPass;

/**
 * One action for each of n states, drawn from a policy, with its log-probability; and the way back
 * from both to the policy's parameters.
 *
 * <p>Source: arXiv:1812.05905, appendix C, equation 26; clamps and epsilon as in Stable-Baselines3.
 */
public final class ActionDraws {
  private static final double LOG_SIGMA_MIN = -20;
  private static final double LOG_SIGMA_MAX = 2;
  private static final double EPSILON = 1e-6;
  private static final double LOG_SQRT_TWO_PI = .5 * StrictMath.log(2 * Math.PI);

  private final SquashedGaussianActor actor;
  private final int actionSize;
  private final MlpPass pass;
  private final float[] actions;
  private final float[] logProbabilities;
  // sigma_i xi_i, which is du_i / d log sigma_i; 0 where log sigma is clamped
  private final float[] spread;
  private final boolean[] clamped;
  private final float[] headGradient;

  /**
   * @param n number of states
   */
  public ActionDraws(SquashedGaussianActor actor, int n) {
    this.actor = actor;
    actionSize = actor.actionSize();
    pass = new MlpPass(actor.shape(), n);
    actions = new float[n * actionSize];
    logProbabilities = new float[n];
    spread = new float[n * actionSize];
    clamped = new boolean[n * actionSize];
    headGradient = new float[n * 2 * actionSize];
  }

  /** a in (-1, 1). Shape: [n, actionSize], overwritten by the next draw. */
  public float[] actions() {
    return actions;
  }

  /** log pi(a | s). Shape: [n], overwritten by the next draw. */
  float[] logProbabilities() {
    return logProbabilities;
  }

  /**
   * Draws one action per state by the reparameterisation u = mu + sigma xi.
   *
   * @param states shape: [n, observationSize], its rows {@code stride} elements apart
   * @param xi standard normal numbers. Shape: [n, actionSize]
   */
  public void draw(float[] states, int stride, float[] xi) {
    float[] head = pass.forward(actor.phi(), 0, states, stride);
    for (int row = 0; row < logProbabilities.length; row++) {
      double logProbability = 0;
      for (int j = 0; j < actionSize; j++) {
        int i = row * actionSize + j;
        int mu = 2 * row * actionSize + j;
        double x = xi[i];
        double raw = head[mu + actionSize];
        double logSigma = Math.max(LOG_SIGMA_MIN, Math.min(LOG_SIGMA_MAX, raw));
        clamped[i] = raw != logSigma;
        double sigmaXi = StrictMath.exp(logSigma) * x;
        // a = tanh(mu + sigma xi)
        double a = tanh(head[mu] + sigmaXi);
        spread[i] = (float) sigmaXi;
        actions[i] = (float) a;
        // log pi(a|s) = sum_i -xi_i^2 / 2 - log sigma_i - log sqrt(2 pi) - log(1 - a_i^2 + epsilon)
        logProbability -=
            .5 * x * x + logSigma + LOG_SQRT_TWO_PI + StrictMath.log(1 - a * a + EPSILON);
      }
      logProbabilities[row] = (float) logProbability;
    }
  }

  /**
   * The gradient by phi of a J that sees the draws alone.
   *
   * @param byLogProbability dJ / d log pi(a | s), the same for every state
   * @param byAction dJ / da, besides what reaches J by log pi. Shape: [n, actionSize]
   * @param gradient takes dJ / d phi
   */
  void backward(double byLogProbability, float[] byAction, float[] gradient) {
    for (int i = 0; i < actions.length; i++) {
      int mu = i + i / actionSize * actionSize;
      double a = actions[i];
      double slope = 1 - a * a;
      // d log pi / da_i = 2 a_i / (1 - a_i^2 + epsilon), da/du = 1 - a^2
      double byU = (byAction[i] + byLogProbability * 2 * a / (slope + EPSILON)) * slope;
      headGradient[mu] = (float) byU;
      // du_i / d log sigma_i = sigma_i xi_i, and log pi holds -log sigma_i besides
      headGradient[mu + actionSize] = clamped[i] ? 0 : (float) (byU * spread[i] - byLogProbability);
    }
    pass.backward(headGradient, gradient);
  }

  /** From one exponential, several times as fast as the JDK's; exact to float32. */
  private static double tanh(double u) {
    return 1 - 2 / (StrictMath.exp(2 * u) + 1);
  }
}
