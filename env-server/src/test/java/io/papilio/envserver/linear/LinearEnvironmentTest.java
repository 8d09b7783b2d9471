package io.papilio.envserver.linear;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.control.LinearQuadraticProblem;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearEnvironmentTest {
  static Stream<String> ids() {
    return Stream.of(LinearQuadraticProblems.MARGINAL_ID, LinearQuadraticProblems.CLIFF_ID);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void sameSeedGivesTheSameEpisode(String id) {
    try (Environment environment = LinearEpisodes.make(id, KeywordArguments.NONE)) {
      List<TimeStep> first = LinearEpisodes.play(environment, LinearEpisodes.expertGain(id), 5);
      assertEquals(first, LinearEpisodes.play(environment, LinearEpisodes.expertGain(id), 5));
      assertNotEquals(first, LinearEpisodes.play(environment, LinearEpisodes.expertGain(id), 6));
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void resetWithoutSeedContinuesTheGenerator(String id) {
    try (Environment environment = LinearEpisodes.make(id, KeywordArguments.NONE)) {
      TimeStep first = environment.reset(ResetRequest.seeded(5));
      TimeStep second = environment.reset(ResetRequest.CONTINUE);
      assertNotEquals(first, second);
      assertEquals(first, environment.reset(ResetRequest.seeded(5)));
      assertEquals(second, environment.reset(ResetRequest.CONTINUE));
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void stepsFollowTheSystemExactlyWithoutNoise(String id) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(9);
    LinearQuadraticProblem problem = LinearQuadraticProblems.of(id, KeywordArguments.NONE);
    try (Environment environment = LinearEpisodes.make(id, KeywordArguments.of("noise_scale", 0))) {
      Vector x = LinearEpisodes.state(environment.reset(ResetRequest.seeded(1)));
      for (int i = 0; i < 10; i++) {
        Vector u = Noise.normal(problem.system().actionSize(), 0.01, generator);
        x = problem.system().next(x, u);
        TimeStep step = environment.step(LinearEpisodes.action(u.toArray()));
        assertEquals(x, LinearEpisodes.state(step));
        assertFalse(step.isLast());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void spacesFitWhatTheEnvironmentTakesAndGives(String id) {
    LinearQuadraticProblem problem = LinearQuadraticProblems.of(id, KeywordArguments.NONE);
    try (Environment environment = LinearEpisodes.make(id, KeywordArguments.NONE)) {
      EnvironmentSpec spec = environment.spec();
      assertEquals(problem.system().actionSize(), spec.actionBox().size());
      assertEquals(1000, spec.maxEpisodeSteps().getAsInt());
      Tensor observation = environment.reset(ResetRequest.seeded(1)).observation().asTensor();
      assertTrue(spec.observationSpace().contains(observation), observation::describe);
    }
  }

  static Stream<String> allIds() {
    return LinearEnvironments.all().stream().map(EnvironmentFactory::id);
  }

  @ParameterizedTest
  @MethodSource("allIds")
  void unknownKeywordIsRejected(String id) {
    var e =
        assertInvalid(
            "keyword argument", () -> LinearEpisodes.make(id, KeywordArguments.of("gravity", 1)));
    assertEquals("gravity", e.actual());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void negativeScaleIsRejected(String id) {
    assertInvalid(
        "noise_scale", () -> LinearEpisodes.make(id, KeywordArguments.of("noise_scale", -1)));
  }

  @Test
  void runawayStateIsReportedAsDiverged() {
    try (Environment environment = LinearEpisodes.make("LqrMarginal-v0", KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(1));
      Tensor tooFar = LinearEpisodes.action(1e200, 0);
      assertFails(Reason.PHYSICS_DIVERGED, () -> environment.step(tooFar));
      assertFalse(environment.reset(ResetRequest.CONTINUE).isLast());
    }
  }
}
