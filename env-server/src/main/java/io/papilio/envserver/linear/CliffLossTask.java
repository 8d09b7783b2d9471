package io.papilio.envserver.linear;

import io.papilio.core.control.CliffLoss;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;

/**
 * A single action: the episode ends with it, and its reward is the cliff loss. The observation is
 * always (1, 0, ..., 0), so that the action of a linear policy is the first column of its gain.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 4.3 and equation 4.2.
 *
 * @param system x' = u, seen once
 */
record CliffLossTask(CliffLoss loss, LinearSystem system) implements LinearTask {
  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Choose a single action near a cliff",
          "-|u - mu|^2 if |u - mu| <= epsilon, else -cost, with u the action",
          "after the first step",
          LinearTask.BUTTERFLY + ", section 4.3, equation 4.2",
          CliffLoss.KEYWORDS);

  static CliffLossTask of(KeywordArguments keywords) {
    CliffLoss loss = CliffLoss.of(keywords);
    int d = loss.dimension();
    return new CliffLossTask(loss, new LinearSystem(Matrix.zero(d, d), Matrix.identity(d)));
  }

  @Override
  public double noiseScale() {
    return 0;
  }

  @Override
  public Vector initialState(NumpyGenerator generator) {
    double[] x = new double[loss.dimension()];
    x[0] = 1;
    return Vector.of(x);
  }

  @Override
  public double reward(Vector x, Vector u, Vector next) {
    return loss.reward(u);
  }

  @Override
  public boolean isOver(Vector next) {
    return true;
  }
}
