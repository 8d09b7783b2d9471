package io.papilio.core.policy.improper;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.function.BiFunction;

/** Actions row by row. */
final class Rows {
  private Rows() {}

  /**
   * Chooses an action for each row.
   *
   * @param observations shape: [n, gain.columns()]
   * @param gain of the policy, for the sizes
   * @param action of a row's number and its observation
   * @return shape: [n, gain.rows()]
   */
  static Tensor map(Tensor observations, Matrix gain, BiFunction<Integer, Vector, Vector> action) {
    int size = gain.columns();
    Require.that(
        observations.shape().size() == 2 && observations.shape().get(1) == size,
        "observations",
        "shape " + observations.shape(),
        "[n, " + size + "]");
    int n = observations.shape().get(0);
    double[] all = observations.toDoubles();
    double[] actions = new double[n * gain.rows()];
    for (int row = 0; row < n; row++) {
      Vector x = Vector.of(Arrays.copyOfRange(all, row * size, (row + 1) * size));
      double[] u = action.apply(row, x).toArray();
      System.arraycopy(u, 0, actions, row * gain.rows(), u.length);
    }
    return Tensor.float64(actions, n, gain.rows());
  }
}
