package io.papilio.envserver.linear;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.LinearPair;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What "The Pitfalls of Imitation Learning" says of systems that an agent cannot tell apart. */
class HiddenSystemTest {
  private static final String SCALAR = "UnstableScalar-v0";
  private static final double RHO = 2;

  @Test
  void signIsDrawnAtEachResetAndNotObserved() {
    Set<Double> signs = new HashSet<>();
    try (Environment environment = LinearEpisodes.make(SCALAR, KeywordArguments.NONE)) {
      assertEquals(1, environment.spec().observationBox().size());
      for (int seed = 0; seed < 20; seed++) {
        double x = state(environment.reset(ResetRequest.seeded(seed)));
        signs.add(state(environment.step(LinearEpisodes.action(0))) / (RHO * x));
      }
    }
    assertEquals(Set.of(1.0, -1.0), signs);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -1, 0, 0.5, 2})
  void linearPolicyGrowsByRhoPlusItsGainForOneSign(double k) {
    double fastest = Math.max(growth(1, k), growth(-1, k));
    assertEquals(RHO + Math.abs(k), fastest);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void alternatingPolicyReachesZeroInTwoSteps(int xi) {
    assertEquals(0, last(xi, 0, 2, (x, t) -> t % 2 == 0 ? RHO * x : -RHO * x));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void concentricPolicyReachesZero(int xi) {
    for (int seed = 0; seed < 20; seed++) {
      // A wrong step doubles ρ|x|, into the next shell, where the sign is the other one.
      double end = last(xi, seed, 3, (x, t) -> shell(x) % 2 == 0 ? RHO * x : -RHO * x);
      assertEquals(0, end, "seed " + seed);
    }
  }

  @Test
  void gamblerIsRuinedByHalfAtEachStep() {
    NumpyGenerator coin = NumpyGenerator.ofSeed(1);
    int[] alive = new int[6];
    for (int seed = 0; seed < 1000; seed++) {
      try (Environment environment = LinearEpisodes.make(SCALAR, KeywordArguments.NONE)) {
        double x = state(environment.reset(ResetRequest.seeded(seed)));
        for (int t = 1; t <= 5 && x != 0; t++) {
          double u = coin.integers(2) == 0 ? RHO * x : -RHO * x;
          x = state(environment.step(LinearEpisodes.action(u)));
          alive[t] += x != 0 ? 1 : 0;
        }
      }
    }
    for (int t = 1; t <= 5; t++) {
      // P(x_{t+1} != 0) = 2^-t, within 4 standard deviations of 1000 draws
      double p = Math.pow(2, -t);
      assertEquals(1000 * p, alive[t], 4 * Math.sqrt(1000 * p * (1 - p)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void expertOfTheChallengingPairBringsTheStateToZero(int system) {
    Matrix gain = LinearPair.mu(0.25).expertGains().get(system - 1);
    assertEquals(0, play(system, gain, 0.5).reward(), 1e-9);
  }

  @Test
  void expertOfOneSystemIsAllAtSeaInTheOther() {
    List<Matrix> gains = LinearPair.mu(0.25).expertGains();
    // The reward's bound: |x1| has grown beyond 1, from a thousandth.
    assertEquals(-1, play(1, gains.get(1), 1e-3).reward());
    assertEquals(-1, play(2, gains.get(0), 1e-3).reward());
  }

  @Test
  void withoutOffsetBothExpertsGiveTheSameTrajectory() {
    List<Matrix> gains = LinearPair.mu(0.25).expertGains();
    assertEquals(play(1, gains.get(0), 0), play(2, gains.get(1), 0));
  }

  @Test
  void pairBeginsAtTheOffsetAndAScaledDraw() {
    Map<String, Object> keywords = Map.of("system", 1.0, "offset", 0.25, "initial_scale", 2.0);
    try (Environment environment =
        LinearEpisodes.make(LinearPair.ID, new KeywordArguments(keywords))) {
      TimeStep first = environment.reset(ResetRequest.seeded(3));
      double draw = NumpyGenerator.ofSeed(3).standardNormal();
      assertEquals(Vector.of(0.25, 2 * draw), LinearEpisodes.state(first));
    }
  }

  @Test
  void cascadeGrowsFromOneWrongActionAsThePairDoes() {
    for (int system = 1; system <= 2; system++) {
      Matrix a = LinearPair.mu(0.25).systems().get(system - 1).a();
      KeywordArguments keywords = KeywordArguments.of("system", system);
      try (Environment environment = LinearEpisodes.make(CascadePair.ID, keywords)) {
        Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(0)));
        Vector y = Vector.of(x.get(0), x.get(1));
        double g = new CascadePair(LinearPair.mu(0.25), 0).disturbance().at(x.get(2));
        Vector u = Vector.of(g + 1e-3, 0);
        for (int t = 0; t < 5; t++) {
          TimeStep step = environment.step(LinearEpisodes.action(u.toArray()));
          y = a.multiply(y).add(Vector.of(t == 0 ? u.get(0) - g : u.get(0), u.get(1)));
          Vector next = LinearEpisodes.state(step);
          assertEquals(y, Vector.of(next.get(0), next.get(1)));
          assertEquals(0, next.get(2));
          assertEquals(1 - Math.abs(y.get(0)), step.reward());
          u = Vector.zero(2);
        }
      }
    }
  }

  @Test
  void cascadeSaturatesWhereNothingIsLeftToLose() {
    try (Environment environment = LinearEpisodes.make(CascadePair.ID, KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(0));
      TimeStep step = environment.step(LinearEpisodes.action(1e30, -1e30));
      assertEquals(Vector.of(1e6, -1e6, 0), LinearEpisodes.state(step));
      assertEquals(0, step.reward());
    }
  }

  @Test
  void badKeywordsAreRejected() {
    assertRejected(SCALAR, "xi", 2);
    assertRejected(SCALAR, "rho", 1);
    assertRejected(LinearPair.ID, "mu", 0.5);
    assertRejected(LinearPair.ID, "system", 3);
    assertRejected(LinearPair.ID, "pair", "slow");
    assertRejected(CascadePair.ID, "system", -1);
    assertRejected(CascadePair.ID, "function", -1);
  }

  private static void assertRejected(String id, String keyword, Object value) {
    assertInvalid(keyword, () -> LinearEpisodes.make(id, KeywordArguments.of(keyword, value)));
  }

  /** |x'| / |x| under u = kx, for a state that is a power of two. */
  private static double growth(int xi, double k) {
    try (Environment environment = LinearEpisodes.make(SCALAR, KeywordArguments.of("xi", xi))) {
      double x = state(environment.reset(ResetRequest.seeded(0)));
      double power = Math.scalb(1.0, Math.getExponent(x));
      environment.step(LinearEpisodes.action(power - xi * RHO * x));
      return Math.abs(state(environment.step(LinearEpisodes.action(k * power)))) / power;
    }
  }

  /** The state after some steps of the policy u(x, t). */
  private static double last(int xi, int seed, int steps, DoubleBinaryOperator policy) {
    try (Environment environment = LinearEpisodes.make(SCALAR, KeywordArguments.of("xi", xi))) {
      double x = state(environment.reset(ResetRequest.seeded(seed)));
      for (int t = 0; t < steps; t++) {
        x = state(environment.step(LinearEpisodes.action(policy.applyAsDouble(x, t))));
      }
      return x;
    }
  }

  /** The j with |x| in ((2ρ)^-j, (2ρ)^-(j-1)]. */
  private static int shell(double x) {
    return x == 0 ? 0 : (int) Math.floor(-Math.log(Math.abs(x)) / Math.log(2 * RHO)) + 1;
  }

  private static TimeStep play(int system, Matrix gain, double offset) {
    KeywordArguments options =
        new KeywordArguments(Map.of("system", (double) system, "offset", offset));
    try (Environment environment = LinearEpisodes.make(LinearPair.ID, options)) {
      List<TimeStep> steps = LinearEpisodes.play(environment, gain, 7);
      return steps.get(steps.size() - 1);
    }
  }

  private static double state(TimeStep step) {
    return LinearEpisodes.state(step).get(0);
  }
}
