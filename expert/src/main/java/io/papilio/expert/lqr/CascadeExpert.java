package io.papilio.expert.lqr;

import io.papilio.core.control.CascadePair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.StatelessPolicy;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;

/**
 * The expert of {@code CascadePair-v0}: u = K_1 y + φ(z) g(z) e1. From the initial states of the
 * environment, y1 stays exactly 0 in both systems, so that it needs not know which one it is in.
 */
public final class CascadeExpert implements StatelessPolicy {
  private static final int STATE = 3;

  private final CascadePair problem;
  private final CascadePair.Disturbance disturbance;

  public CascadeExpert(CascadePair problem) {
    this.problem = problem;
    disturbance = problem.disturbance();
  }

  @Override
  public Tensor act(Tensor observations) {
    Require.that(
        observations.shape().size() == 2 && observations.shape().get(1) == STATE,
        "observations",
        "shape " + observations.shape(),
        "[n, " + STATE + "]");
    Matrix k = problem.pair().expertGains().get(0);
    int n = observations.shape().get(0);
    double[] actions = new double[2 * n];
    for (int row = 0; row < n; row++) {
      double y1 = observations.getDouble(STATE * row);
      double y2 = observations.getDouble(STATE * row + 1);
      double z = observations.getDouble(STATE * row + 2);
      // u = K_1 y + φ(z) g(z) e1
      actions[2 * row] = k.get(0, 0) * y1 + k.get(0, 1) * y2 + disturbance.at(z);
      actions[2 * row + 1] = k.get(1, 0) * y1 + k.get(1, 1) * y2;
    }
    return Tensor.float64(actions, n, 2);
  }

  @Override
  public String toString() {
    return "CascadeExpert[" + problem + "]";
  }
}
