package io.papilio.core.policy;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;

/**
 * The policy u = Kx.
 *
 * @param gain K. Shape: [actionSize, observationSize]
 */
public record LinearPolicy(Matrix gain) implements StatelessPolicy {
  @Override
  public Tensor act(Tensor observations) {
    Require.that(
        observations.shape().size() == 2 && observations.shape().get(1) == gain.columns(),
        "observations",
        "shape " + observations.shape(),
        "[n, " + gain.columns() + "]");
    int n = observations.shape().get(0);
    double[] actions = new double[n * gain.rows()];
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < gain.rows(); i++) {
        // u_i = sum_j K_ij x_j
        double u = 0;
        for (int j = 0; j < gain.columns(); j++) {
          u += gain.get(i, j) * observations.getDouble(row * gain.columns() + j);
        }
        actions[row * gain.rows() + i] = u;
      }
    }
    return Tensor.float64(actions, n, gain.rows());
  }
}
