package io.papilio.learner.averaging;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.stream.IntStream;

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
      return PowerFunctionProfile.of(width, (double) step);
    }
  }

  /**
   * The factor of each snapshot in the combination.
   *
   * @param saved at least one, of different widths or steps
   */
  public static double[] coefficients(List<Snapshot> saved, Snapshot wanted) {
    List<PowerFunctionProfile> profiles = saved.stream().map(Snapshot::profile).toList();
    int n = Require.positive(profiles.size(), "snapshots");
    PowerFunctionProfile target = wanted.profile();
    double[] products = new double[n * n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products[i * n + j] = profiles.get(i).dot(profiles.get(j));
      }
      right[i] = profiles.get(i).dot(target);
    }
    // min_x || sum_i x_i p_i - p ||^2: A x = b, A_ij = <p_i, p_j>, b_i = <p_i, p>
    Matrix factors = Matrix.of(n, n, products).solve(Matrix.of(n, 1, right));
    return IntStream.range(0, n).mapToDouble(i -> factors.get(i, 0)).toArray();
  }
}
