package io.papilio.core.policy.improper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scalar x' = ξρx + u of the talk, and the challenging pair. */
class ImproperPolicyTest {
  private static final List<BigInteger> SEED = List.of(BigInteger.ONE);

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 1.5, 2, 3})
  void parityReachesZeroInTwoSteps(double rho) {
    for (double sign : new double[] {1, -1}) {
      double[] path =
          scalar(new SwitchingPolicy(g(rho), g(-rho), new SwitchingRule.Parity()), sign * rho, 4);
      assertEquals(0, path[2]);
      assertTrue(Math.abs(path[1]) <= 2 * rho);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 1.5, 2, 3})
  void concentricReachesZeroInThreeSteps(double rho) {
    for (double base : new double[] {2 * rho * rho, 4 * rho * rho}) {
      Policy policy = new SwitchingPolicy(g(rho), g(-rho), new SwitchingRule.Concentric(base));
      for (double sign : new double[] {1, -1}) {
        for (double start = 0.001; start < 10; start *= 1.07) {
          double[] path = scalar(policy, sign * rho, start, 3);
          assertEquals(0, path[3], "start " + start + ", base " + base);
        }
      }
    }
  }

  @Test
  void gamblerFollowsTheSeedsOfEpisodes() {
    Policy policy = new SwitchingPolicy(g(2), g(-2), new SwitchingRule.GamblersRuin(7));
    List<BigInteger> seeds = List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.ONE);
    Actor actor = policy.begin(seeds);
    Actor alone = policy.begin(SEED);
    boolean different = false;
    for (int t = 0; t < 20; t++) {
      Tensor actions = actor.act(Tensor.float64(new double[] {1, 1, 1}, 3, 1));
      assertEquals(actions.getDouble(0), actions.getDouble(2));
      assertEquals(
          alone.act(Tensor.float64(new double[] {1}, 1, 1)).getDouble(0), actions.getDouble(0));
      different |= actions.getDouble(0) != actions.getDouble(1);
    }
    assertTrue(different);
  }

  @Test
  void restartAndKeepBeginParityAnew() {
    Actor actor =
        new SwitchingPolicy(g(2), g(-2), new SwitchingRule.Parity())
            .begin(List.of(BigInteger.ONE, BigInteger.TWO));
    actor.act(Tensor.float64(new double[] {1, 1}, 2, 1));
    actor.restart(1, BigInteger.TEN);
    assertEquals(List.of(-2.0, 2.0), values(actor.act(Tensor.float64(new double[] {1, 1}, 2, 1))));
    actor.keep(new int[] {1});
    assertEquals(List.of(-2.0), values(actor.act(Tensor.float64(new double[] {1}, 1, 1))));
  }

  @Test
  void adaptivePolicyCancelsAnyGrowthAfterTwoSteps() {
    for (double a : new double[] {-3, -1.1, 0.5, 2, 7}) {
      double[] path = scalar(new AdaptivePolicy(g(0)), a, 3);
      assertEquals(a, path[1]);
      assertEquals(0, path[2], 1e-12);
    }
  }

  /** Both systems of the pair, from e1: within two steps, growing at most to a_1 - a_2. */
  @Test
  void pairIsStabilizedWithoutKnowingTheSystem() {
    LinearPair pair = LinearPair.mu(0.25);
    Matrix k1 = pair.expertGains().get(0);
    Matrix k2 = pair.expertGains().get(1);
    Policy parity = new SwitchingPolicy(k1, k2, new SwitchingRule.Parity());
    Policy adaptive = new AdaptivePolicy(Matrix.of(2, 2, 0, k1.get(0, 1), 0, k1.get(1, 1)));
    for (Policy policy : List.of(parity, adaptive)) {
      for (int i = 0; i < 2; i++) {
        Vector x = Vector.of(1, 0.5);
        Actor actor = policy.begin(SEED);
        for (int t = 0; t < 2; t++) {
          Tensor u = actor.act(Tensor.float64(x.toArray(), 1, 2));
          x = pair.systems().get(i).next(x, Vector.of(u.toDoubles()));
          assertTrue(Math.abs(x.get(0)) <= 2.125 + 1e-12);
        }
        assertEquals(0, x.get(0), 1e-12);
      }
    }
  }

  @Test
  void textIsExact() {
    Matrix gain = Matrix.of(2, 2, -1.25, 1.0 / 3, 0, 1e-300);
    for (GainPolicy policy :
        List.of(
            new SwitchingPolicy(gain, gain.scale(-1), new SwitchingRule.Parity()),
            new SwitchingPolicy(gain, gain, new SwitchingRule.Concentric(4.515625)),
            new SwitchingPolicy(gain, gain, new SwitchingRule.GamblersRuin(12)),
            new AdaptivePolicy(Matrix.of(2, 2, 0, 0.1, 0, -3)))) {
      assertEquals(Optional.of(policy), PolicyText.parse(PolicyText.of(policy).orElseThrow()));
    }
    assertEquals(Optional.empty(), PolicyText.of(new LinearPolicy(gain)));
    assertEquals(Optional.empty(), PolicyText.parse("expert"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parity:2",
        "parity:2|x",
        "parity:1,2;3|1",
        "parity:1,2;3,4,5;6|1",
        "concentric:2|-2",
        "adaptive:1"
      })
  void badTextIsRejected(String text) {
    assertThrows(InvalidValueException.class, () -> PolicyText.parse(text));
  }

  private static double[] scalar(Policy policy, double a, int steps) {
    return scalar(policy, a, 1, steps);
  }

  /** The states of x' = ax + u. */
  private static double[] scalar(Policy policy, double a, double start, int steps) {
    double[] path = new double[steps + 1];
    path[0] = start;
    Actor actor = policy.begin(SEED);
    for (int t = 0; t < steps; t++) {
      double u = actor.act(Tensor.float64(new double[] {path[t]}, 1, 1)).getDouble(0);
      path[t + 1] = a * path[t] + u;
    }
    return path;
  }

  private static List<Double> values(Tensor tensor) {
    return java.util.Arrays.stream(tensor.toDoubles()).boxed().toList();
  }

  private static Matrix g(double k) {
    return Matrix.of(1, 1, k);
  }
}
