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
 * u = K_1 x or u = K_2 x, of which a rule chooses one at each step by the first coordinate of x.
 *
 * @param first K_1. Shape: [actionSize, observationSize]
 * @param second K_2, of the same shape
 */
public record SwitchingPolicy(Matrix first, Matrix second, SwitchingRule rule)
    implements GainPolicy {
  public SwitchingPolicy {
    Require.that(
        second.describe().equals(first.describe()), "gain", second.describe(), first.describe());
  }

  @Override
  public Matrix gain() {
    return first;
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    List<SwitchingRule.Chooser> choosers =
        new ArrayList<>(seeds.stream().map(rule::begin).toList());
    return new Actor() {
      @Override
      public Tensor act(Tensor observations) {
        return Rows.map(observations, first, (row, x) -> gain(choosers.get(row), x).multiply(x));
      }

      @Override
      public void restart(int row, BigInteger seed) {
        choosers.set(row, rule.begin(seed));
      }

      @Override
      public void keep(int[] rows) {
        List<SwitchingRule.Chooser> kept = IntStream.of(rows).mapToObj(choosers::get).toList();
        choosers.clear();
        choosers.addAll(kept);
      }
    };
  }

  private Matrix gain(SwitchingRule.Chooser chooser, Vector x) {
    return chooser.first(x.get(0)) ? first : second;
  }
}
