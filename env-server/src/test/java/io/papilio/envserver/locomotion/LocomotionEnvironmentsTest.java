package io.papilio.envserver.locomotion;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocomotionEnvironmentsTest {
  private static final EnvironmentFactory HOPPER = LocomotionEnvironments.all().get(0);

  @Test
  void idsAreUnique() {
    List<String> ids = LocomotionEnvironments.all().stream().map(EnvironmentFactory::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
  }

  @Test
  void environmentsOfManyThreadsDoNotDisturbEachOther() {
    List<LongRun> runs =
        IntStream.range(0, 4).parallel().mapToObj(i -> longRun()).distinct().toList();
    assertEquals(1, runs.size());
  }

  private static LongRun longRun() {
    try (Environment environment = HOPPER.create(KeywordArguments.NONE)) {
      return LongRun.of(environment, 3);
    }
  }

  @Test
  void firstResetWithoutSeedBeginsAnywhere() {
    try (Environment one = HOPPER.create(KeywordArguments.NONE);
        Environment other = HOPPER.create(KeywordArguments.NONE)) {
      assertNotEquals(
          one.reset(ResetRequest.CONTINUE).observation(),
          other.reset(ResetRequest.CONTINUE).observation());
    }
  }

  @Test
  void divergedEnvironmentIsMendedByReset() {
    KeywordArguments wild = KeywordArguments.of("reset_noise_scale", 1e12);
    try (Environment environment = HOPPER.create(wild)) {
      environment.reset(ResetRequest.seeded(0));
      Tensor action = Tensor.float32(new float[3]);
      assertFails(Reason.PHYSICS_DIVERGED, () -> environment.step(action));
      assertFails(Reason.PHYSICS_DIVERGED, () -> environment.step(action));
      environment.reset(ResetRequest.seeded(0));
      String again =
          assertFails(Reason.PHYSICS_DIVERGED, () -> environment.step(action)).getMessage();
      assertTrue(again.contains("Nan, Inf or huge value in QPOS at DOF 0."), again);
    }
  }
}
