package io.papilio.laboratory.pitfalls.learner;

/**
 * States and the actions to imitate in them.
 *
 * @param x shape: [n, state size]
 * @param u shape: [n, action size]
 */
public record Demonstrations(double[][] x, double[][] u) {
  public int size() {
    return x.length;
  }

  /** Mean of |π(x) - u|² over the pairs. */
  public double loss(StatePolicy policy) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double[] action = policy.act(x[i]);
      for (int j = 0; j < action.length; j++) {
        sum += (action[j] - u[i][j]) * (action[j] - u[i][j]);
      }
    }
    return sum / x.length;
  }
}
