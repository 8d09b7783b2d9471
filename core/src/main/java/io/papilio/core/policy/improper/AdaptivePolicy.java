package io.papilio.core.policy.improper;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.policy.Actor;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Estimates how the first coordinate of the state grows from the step before, and cancels it: u = S
 * x - â x_0 e_0, in systems x' = Ax + u. The first coordinate is zero after two steps, whatever
 * A_00 is.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), history-dependent policies.
 *
 * @param shared S, what does not depend on the unknown: its first column is zero, and its first row
 *     is minus that of A elsewhere. Shape: [size, size]; [[0]] for a scalar
 */
public record AdaptivePolicy(Matrix shared) implements GainPolicy {
  public AdaptivePolicy {
    Require.that(shared.isSquare(), "gain", shared.describe(), "a square matrix");
    for (int row = 0; row < shared.rows(); row++) {
      Require.that(shared.get(row, 0) == 0, "gain", shared, "zeros in its first column");
    }
  }

  /** What is remembered of an episode: the state before, the action before, and the estimate. */
  private static final class Memory {
    private Vector x;
    private double u;
    private double a;
  }

  @Override
  public Matrix gain() {
    return shared;
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    List<Memory> memories = new ArrayList<>(seeds.stream().map(seed -> new Memory()).toList());
    return new Actor() {
      @Override
      public Tensor act(Tensor observations) {
        return Rows.map(observations, shared, (row, x) -> choose(memories.get(row), x));
      }

      @Override
      public void executed(Tensor actions) {
        for (int row = 0; row < memories.size(); row++) {
          memories.get(row).u = actions.getDouble(row * shared.rows());
        }
      }

      @Override
      public void restart(int row, BigInteger seed) {
        memories.set(row, new Memory());
      }

      @Override
      public void keep(int[] rows) {
        List<Memory> kept = IntStream.of(rows).mapToObj(memories::get).toList();
        memories.clear();
        memories.addAll(kept);
      }
    };
  }

  private Vector choose(Memory memory, Vector x) {
    if (memory.x != null && memory.x.get(0) != 0) {
      // x'_0 = a x_0 - (S x)_0 + u_0
      double rest = shared.multiply(memory.x).get(0);
      memory.a = (x.get(0) - memory.u + rest) / memory.x.get(0);
    }
    double[] u = shared.multiply(x).toArray();
    u[0] -= memory.a * x.get(0);
    memory.x = x;
    memory.u = u[0];
    return Vector.of(u);
  }
}
