package io.papilio.core.policy;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.math.BigInteger;

/**
 * What the outputs of a network are parameters of: the actions themselves, or a distribution that
 * they are drawn from. The draws of an episode come from the stream {@code policy-actions/SEED} of
 * the head's seed, where SEED is that of the episode.
 *
 * @param components 0: the outputs are the k actions. 1: a Gaussian, of which the outputs are k
 *     means and k logarithms of standard deviations. More, m: a mixture of Gaussians, of which the
 *     outputs are m logits, m times k means, and m times k logarithms of standard deviations
 * @param mixture whether logits come first even if there is one component
 * @param tanh whether the tanh of what is drawn is the action
 * @param seed of the draws
 */
public record OutputHead(int components, boolean mixture, boolean tanh, long seed) {
  /** The outputs are the actions. */
  public static final OutputHead DETERMINISTIC = new OutputHead(0, false, false, 0);

  /** The tanh of the outputs are the actions. */
  public static final OutputHead TANH = new OutputHead(0, false, true, 0);

  public OutputHead {
    Require.nonNegative(components, "components");
    Require.nonNegative(seed, "seed");
  }

  public static OutputHead gaussian(boolean tanh, long seed) {
    return new OutputHead(1, false, tanh, seed);
  }

  public static OutputHead mixture(int components, boolean tanh, long seed) {
    return new OutputHead(Require.positive(components, "components"), true, tanh, seed);
  }

  boolean isDeterministic() {
    return components == 0;
  }

  /** Numbers that a network computes for k coordinates of an action. */
  int outputs(int k) {
    return isDeterministic() ? k : Math.addExact(logits(), Math.multiplyExact(2 * components, k));
  }

  NumpyGenerator generator(BigInteger episode) {
    return RandomStreams.of(seed).stream("policy-actions/" + episode);
  }

  /**
   * Draws one action from the outputs that begin at an index.
   *
   * @param action overwritten from an index on, k values
   */
  void draw(float[] outputs, int at, NumpyGenerator generator, float[] action, int to, int k) {
    int component = mixture ? choose(outputs, at, generator) : 0;
    int means = at + logits() + component * k;
    int logs = means + components * k;
    for (int i = 0; i < k; i++) {
      // u_i = mu_i + sigma_i z_i
      double sigma = StrictMath.exp(outputs[logs + i]);
      action[to + i] = (float) (outputs[means + i] + sigma * generator.standardNormal());
    }
  }

  private int logits() {
    return mixture ? components : 0;
  }

  /** Draws a component: the first whose cumulative weight exceeds a uniform draw. */
  private int choose(float[] outputs, int at, NumpyGenerator generator) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < components; c++) {
      largest = Math.max(largest, outputs[at + c]);
    }
    double total = 0;
    double[] cumulative = new double[components];
    for (int c = 0; c < components; c++) {
      total += StrictMath.exp(outputs[at + c] - largest);
      cumulative[c] = total;
    }
    double draw = generator.nextDouble() * total;
    int chosen = 0;
    while (chosen < components - 1 && !(draw < cumulative[chosen])) {
      chosen++;
    }
    return chosen;
  }
}
