package io.papilio.expert.sac;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;

/**
 * The temperature alpha = exp(log alpha), which prices entropy against reward and is moved so that
 * the policy's entropy meets a target. Its gradient is written out by hand.
 *
 * <p>Source: arXiv:1812.05905, equation 18, with log alpha in alpha's place as in the authors'
 * code.
 */
public final class EntropyTemperature {
  private final boolean automatic;
  private final double targetEntropy;
  private final float[] logAlpha = new float[1];
  private final float[] gradient = new float[1];
  private final Adam adam;

  /**
   * @param initial alpha at the start, positive
   * @param automatic whether alpha moves at all
   * @param targetEntropy H-bar, in nats
   */
  EntropyTemperature(double initial, boolean automatic, double targetEntropy, double learningRate) {
    this.automatic = automatic;
    this.targetEntropy = targetEntropy;
    logAlpha[0] = (float) StrictMath.log(initial);
    adam = new Adam(AdamConfig.adam(learningRate), 1);
  }

  /** alpha. */
  public float alpha() {
    return (float) StrictMath.exp(logAlpha[0]);
  }

  /** alpha as a saved state has it. */
  public static float alpha(TrainingState state) {
    return (float) StrictMath.exp(state.floats("log-alpha", 1)[0]);
  }

  float logAlpha() {
    return logAlpha[0];
  }

  public void save(TrainingState.Builder state) {
    state.put("log-alpha", new float[] {logAlpha()});
    adam.save("log-alpha-adam", state);
  }

  void restore(TrainingState state) {
    logAlpha[0] = state.floats("log-alpha", 1)[0];
    adam.restore("log-alpha-adam", state);
  }

  /**
   * Takes one step, when automatic, toward the target entropy.
   *
   * @param logProbabilities log pi(a | s) of fresh actions. Shape: [n]
   */
  void step(float[] logProbabilities) {
    if (!automatic) {
      return;
    }
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability + targetEntropy;
    }
    // J(log alpha) = mean(-log alpha (log pi + H-bar)), so its derivative is -mean(log pi + H-bar)
    gradient[0] = (float) (-sum / logProbabilities.length);
    adam.step(logAlpha, gradient);
  }
}
