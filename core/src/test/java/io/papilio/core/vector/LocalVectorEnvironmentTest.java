package io.papilio.core.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalVectorEnvironmentTest {
  private static LocalVectorEnvironment vector(int size, AutoresetMode mode) {
    return new LocalVectorEnvironment(
        Stream.generate(DriftEnvironment::guarded).limit(size).toList(), mode);
  }

  private static Tensor actions(double... values) {
    return Tensor.float64(values, values.length, 1);
  }

  private static VectorResetRequest seeded(int seed, int size) {
    return VectorResetRequest.seeded(BigInteger.valueOf(seed), size);
  }

  private static String refusal(Class<? extends RuntimeException> kind, Runnable call) {
    return assertThrows(kind, call::run).getMessage();
  }

  @Test
  void stepAndPartialResetBeforeResetAreRefused() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.DISABLED)) {
      VectorResetRequest partial =
          new VectorResetRequest(List.of(), List.of(true, false), KeywordArguments.NONE);
      assertEquals(
          "step before reset: call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0, 0))));
      assertEquals(
          "partial reset before reset: call reset",
          refusal(ResetNeededException.class, () -> vector.reset(partial)));
    }
  }

  @Test
  void steppingAnEndedEnvironmentWithoutAutoresetNamesIt() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.DISABLED)) {
      vector.reset(seeded(6, 2));
      vector.step(actions(0, 1));
      assertEquals(
          "environment 1: step after the end of the episode: call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0, 0))));
    }
  }

  @Test
  void refusedActionsChangeNothing() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded(1, 2));
      assertEquals(
          "action: shape [3, 1] (expected: [2, 1])",
          refusal(InvalidValueException.class, () -> vector.step(actions(0, 0, 0))));
      assertEquals(
          "action[1]: NaN at index 0 (expected: finite numbers)",
          refusal(InvalidValueException.class, () -> vector.step(actions(0, Double.NaN))));
      assertEquals(
          Tensor.float64(new double[] {1, 1, 2, 1}, 2, 2),
          vector.step(actions(0, 0)).observations());
    }
  }

  @Test
  void ignoredActionMayBeAnything() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded(6, 2));
      vector.step(actions(0, 1));
      VectorTimeStep next = vector.step(actions(0, Double.NaN));
      assertEquals(Tensor.float64(new double[] {6, 2, 4, 0}, 2, 2), next.observations());
    }
  }

  @Test
  void divergedPhysicsNamesTheEnvironmentAndNeedsAReset() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.SAME_STEP)) {
      vector.reset(seeded(0, 2));
      assertEquals(
          "environment 1: drift of 1000: call reset",
          refusal(PhysicsDivergedException.class, () -> vector.step(actions(0, 1000))));
      assertEquals(
          "step after a failure: call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0, 0))));
      assertEquals(
          Tensor.float64(new double[] {7, 0, 8, 0}, 2, 2),
          vector.reset(VectorResetRequest.CONTINUE).observations());
    }
  }

  @Test
  void infosOfDifferentShapesAreNamedAndNeedAReset() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded(0, 2));
      assertEquals(
          "info position: float64 [2] (expected: float64 [], as in another environment):"
              + " call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0, 2000))));
      assertEquals(
          "step after a failure: call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0, 0))));
      vector.reset(seeded(0, 2));
      assertEquals(
          Tensor.float64(new double[] {0, 1, 1, 1}, 2, 2),
          vector.step(actions(0, 0)).observations());
    }
  }

  @Test
  void vectorOfOneSpeaksLikeTheEnvironmentAlone() {
    try (VectorEnvironment vector = vector(1, AutoresetMode.DISABLED)) {
      vector.reset(seeded(7, 1));
      assertEquals(
          "action: shape [2] (expected: [1])",
          refusal(
              InvalidValueException.class, () -> vector.step(Tensor.float64(new double[2], 1, 2))));
      assertEquals(
          "action: NaN at index 0 (expected: finite numbers)",
          refusal(InvalidValueException.class, () -> vector.step(actions(Double.NaN))));
      vector.step(actions(1));
      assertEquals(
          "step after the end of the episode: call reset",
          refusal(ResetNeededException.class, () -> vector.step(actions(0))));
    }
  }

  @Test
  void seedsMayBeGivenOneByOne() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.DISABLED)) {
      vector.reset(seeded(0, 2));
      VectorResetRequest request =
          new VectorResetRequest(
              List.of(Optional.empty(), Optional.of(BigInteger.valueOf(5))),
              List.of(),
              KeywordArguments.NONE);
      assertEquals(
          Tensor.float64(new double[] {7, 0, 5, 0}, 2, 2), vector.reset(request).observations());
    }
  }

  @Test
  void closingTwiceClosesEachEnvironmentOnce() {
    List<DriftEnvironment> bare = List.of(new DriftEnvironment(), new DriftEnvironment());
    VectorEnvironment vector =
        new LocalVectorEnvironment(
            bare.stream().map(CallOrder::new).toList(), AutoresetMode.NEXT_STEP);
    vector.close();
    vector.close();
    assertEquals(List.of(1, 1), bare.stream().map(e -> e.timesClosed).toList());
    assertThrows(
        EnvironmentUnavailableException.class, () -> vector.reset(VectorResetRequest.CONTINUE));
  }
}
