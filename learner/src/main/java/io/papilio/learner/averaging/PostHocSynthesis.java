package io.papilio.learner.averaging;

import io.papilio.core.validation.Require;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The combination of saved power-function averages whose weights of the iterates are nearest to
 * those of one that was not kept.
 *
 * <p>Source: Karras et al., "Analyzing and improving the training dynamics of diffusion models"
 * (2024), section 3.2 and appendix C, algorithm 3.
 */
public final class PostHocSynthesis {
  private PostHocSynthesis() {}

  /**
   * A power-function average.
   *
   * @param width sigma_rel
   * @param step of the training after which it was saved
   */
  public record Snapshot(double width, long step) {
    public Snapshot {
      PowerFunctionProfile.requireWidth(width, "width");
      Require.that(step > 0, "step", step, "> 0");
    }

    private PowerFunctionProfile profile() {
      return PowerFunctionProfile.of(width, step);
    }
  }

  /**
   * The factor of each snapshot in the combination.
   *
   * @param saved at least one
   */
  public static double[] coefficients(List<Snapshot> saved, Snapshot wanted) {
    List<PowerFunctionProfile> profiles = saved.stream().map(Snapshot::profile).toList();
    int n = Require.positive(profiles.size(), "snapshots");
    PowerFunctionProfile target = wanted.profile();
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, profiles.get(i).dot(profiles.get(j)));
      }
      b.set(i, 0, profiles.get(i).dot(target));
    }
    // min_x || sum_i x_i p_i - p ||^2: A x = b, with A near singular for neighbors
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    Require.that(solver.setA(a), "snapshots", saved, "averages of different steps or widths");
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    solver.solve(b, x);
    return x.getData();
  }
}
