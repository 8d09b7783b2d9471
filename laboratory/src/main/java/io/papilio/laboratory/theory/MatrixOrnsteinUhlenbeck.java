package io.papilio.laboratory.theory;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.RandomMatrix;

/**
 * dθ = -A (θ - µ) dt + σ dB with a normal matrix A, and its EMA with the rate γ.
 *
 * <p>Source: Corollary D.3.
 */
record MatrixOrnsteinUhlenbeck(Matrix a, double gamma, double sigma) {
  private static final int INTERVALS = 400;

  /** A random normal A of size 3: a rotation with decay and a real eigenvalue, in any basis. */
  static MatrixOrnsteinUhlenbeck draw(Draws draws) {
    double decay = draws.ratio(0.1, 2);
    double turn = draws.uniform(-2, 2);
    Matrix block = Matrix.of(3, 3, decay, turn, 0, -turn, decay, 0, 0, 0, draws.ratio(0.1, 2));
    Matrix basis = RandomMatrix.orthogonal(3, draws);
    return new MatrixOrnsteinUhlenbeck(
        basis.multiply(block).multiply(basis.transpose()),
        draws.ratio(0.05, 5),
        draws.ratio(0.3, 3));
  }

  private Matrix identity() {
    return Matrix.identity(a.rows());
  }

  /** E θ̃(t) - µ from θ(0) - µ = r. */
  Vector averageMean(Vector r, double t) {
    // e^{-γt} r + (e^{-tA} - e^{-γt} I) (I - A/γ)⁻¹ r
    double slow = Math.exp(-gamma * t);
    Matrix difference = a.scale(-t).exponential().subtract(identity().scale(slow));
    Matrix inverse = identity().subtract(a.scale(1 / gamma)).inverse();
    return r.scale(slow).add(difference.multiply(inverse).multiply(r));
  }

  /** Cov θ̃(t) for a fixed θ(0), by quadrature: σ² ∫₀ᵗ k(τ) k(τ)' dτ. */
  Matrix averageCovariance(double t) {
    Matrix sum = Matrix.zero(a.rows(), a.rows());
    double h = t / INTERVALS;
    for (int i = 0; i <= INTERVALS; i++) {
      double weight = (i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2) * h / 3;
      Matrix k = response(i * h);
      sum = sum.add(k.multiply(k.transpose()).scale(weight));
    }
    return sum.scale(sigma * sigma);
  }

  /** How much noise of the time τ ago is in the average: γ (γI - A)⁻¹ (e^{-τA} - e^{-γτ} I). */
  private Matrix response(double tau) {
    Matrix difference =
        a.scale(-tau).exponential().subtract(identity().scale(Math.exp(-gamma * tau)));
    return identity().scale(gamma).subtract(a).inverse().multiply(difference).scale(gamma);
  }

  /** The bound of Corollary D.3 on it, with S = A + A'. */
  Matrix bound(double t) {
    // σ² ((1-e^{-γt}) S⁻¹ - (e^{-St} - e^{-γt} I) (I - S/γ)⁻¹ S⁻¹)
    Matrix s = a.add(a.transpose());
    double slow = Math.exp(-gamma * t);
    Matrix inverse = s.inverse();
    Matrix second =
        s.scale(-t)
            .exponential()
            .subtract(identity().scale(slow))
            .multiply(identity().subtract(s.scale(1 / gamma)).inverse())
            .multiply(inverse);
    return inverse.scale(1 - slow).subtract(second).scale(sigma * sigma);
  }

  /** The mean of simulated averages, by exact decay of θ and small steps. */
  Vector simulatedMean(Vector r, double t, int steps) {
    Matrix decay = a.scale(-t / steps).exponential();
    double weight = -Math.expm1(-gamma * t / steps);
    Vector theta = r;
    Vector average = r;
    for (int i = 0; i < steps; i++) {
      Vector next = decay.multiply(theta);
      Vector middle = theta.add(next).scale(0.5);
      average = average.add(middle.subtract(average).scale(weight));
      theta = next;
    }
    return average;
  }
}
