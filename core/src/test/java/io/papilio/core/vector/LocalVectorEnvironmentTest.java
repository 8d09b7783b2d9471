package io.papilio.core.vector;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Tensor;
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

  @Test
  void stepAndPartialResetBeforeResetAreRefused() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.DISABLED)) {
      VectorResetRequest partial =
          new VectorResetRequest(List.of(), List.of(true, false), KeywordArguments.NONE);
      assertFails(Reason.RESET_NEEDED, () -> vector.step(actions(0, 0)));
      assertFails(Reason.RESET_NEEDED, () -> vector.reset(partial));
    }
  }

  @Test
  void steppingAnEndedEnvironmentWithoutAutoresetNamesIt() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.DISABLED)) {
      vector.reset(seeded(6, 2));
      vector.step(actions(0, 1));
      assertFails(Reason.RESET_NEEDED, () -> vector.step(actions(0, 0)));
    }
  }

  @Test
  void refusedActionsChangeNothing() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded(1, 2));
      assertInvalid("action", () -> vector.step(actions(0, 0, 0)));
      assertInvalid("action[1]", () -> vector.step(actions(0, Double.NaN)));
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
      assertFails(Reason.PHYSICS_DIVERGED, () -> vector.step(actions(0, 1000)));
      assertFails(Reason.RESET_NEEDED, () -> vector.step(actions(0, 0)));
      assertEquals(
          Tensor.float64(new double[] {7, 0, 8, 0}, 2, 2),
          vector.reset(VectorResetRequest.CONTINUE).observations());
    }
  }

  @Test
  void infosOfDifferentShapesAreNamedAndNeedAReset() {
    try (VectorEnvironment vector = vector(2, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded(0, 2));
      assertFails(Reason.SIMULATION_FAILED, () -> vector.step(actions(0, 2000)));
      assertFails(Reason.RESET_NEEDED, () -> vector.step(actions(0, 0)));
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
      assertInvalid("action", () -> vector.step(Tensor.float64(new double[2], 1, 2)));
      assertInvalid("action", () -> vector.step(actions(Double.NaN)));
      vector.step(actions(1));
      assertFails(Reason.RESET_NEEDED, () -> vector.step(actions(0)));
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
    assertFails(Reason.UNAVAILABLE, () -> vector.reset(VectorResetRequest.CONTINUE));
  }
}
