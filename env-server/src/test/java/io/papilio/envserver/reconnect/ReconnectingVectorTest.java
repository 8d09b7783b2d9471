package io.papilio.envserver.reconnect;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.BareEnvironment;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ReconnectingVectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Before the reset and after it, and some calls after a snapshot. */
  private static final Set<Integer> RESTARTS = Set.of(0, 1, 300);

  @ParameterizedTest
  @EnumSource(names = {"NEXT_STEP", "SAME_STEP"})
  void walkersWalkOnBitForBit(AutoresetMode mode) {
    assertContinues(EnvironmentCatalog.standard(), "Walker2d-v5", mode);
  }

  @Test
  void environmentsWithoutSnapshotsContinueFromTheirReset() {
    EnvironmentCatalog catalog =
        new EnvironmentCatalog(
            List.of(new TestEnvironments.Factory(TestEnvironments.DRIFT, k -> new Forgetful())));
    assertContinues(catalog, "Drift-v0", AutoresetMode.NEXT_STEP);
  }

  private static void assertContinues(EnvironmentCatalog catalog, String id, AutoresetMode mode) {
    try (RestartableServer server = new RestartableServer(catalog);
        RolloutSource source = server.source(PATIENCE);
        VectorEnvironment expected = catalog.vector(id, KeywordArguments.NONE, 3, mode);
        VectorEnvironment actual = source.vector(id, KeywordArguments.NONE, 3, mode)) {
      VectorResetRequest seeded = VectorResetRequest.seeded(BigInteger.TEN, 3);
      int actions = ((Box) expected.spec().actionSpace()).size();
      Random random = new Random(1);
      for (int step = 0; step < 320; step++) {
        if (RESTARTS.contains(step)) {
          server.restart();
        }
        if (step == 0) {
          assertEquals(expected.reset(seeded), actual.reset(seeded));
        } else {
          double[] values = random.doubles(3L * actions, -0.5, 1).toArray();
          Tensor batch = Tensor.float64(values, 3, actions);
          assertEquals(expected.step(batch), actual.step(batch), "step " + step);
        }
      }
      assertEquals(2 * RESTARTS.size(), server.said().size(), server.said()::toString);
      assertTrue(server.said().get(1).startsWith("continues on "), server.said()::toString);
    }
  }

  @Test
  void failedCallsCountToo() {
    EnvironmentCatalog catalog = TestEnvironments.catalog();
    try (RestartableServer server = new RestartableServer(catalog);
        RolloutSource source = server.source(PATIENCE);
        VectorEnvironment expected = catalog.vector("Drift-v0", 1);
        VectorEnvironment actual = source.vector("Drift-v0", 1)) {
      Tensor one = Tensor.float64(new double[] {1, 0, 0}, 1, 3);
      Tensor diverging = Tensor.float64(new double[] {ServedDriftEnvironment.DIVERGE, 0, 0}, 1, 3);
      for (VectorEnvironment vector : List.of(expected, actual)) {
        vector.reset(VectorResetRequest.seeded(BigInteger.TWO, 1));
        assertInvalid("action", () -> vector.step(Tensor.float64(new double[2], 1, 2)));
        vector.step(one);
        assertFails(Reason.PHYSICS_DIVERGED, () -> vector.step(diverging));
        if (vector == actual) {
          server.restart();
        }
        assertFails(Reason.RESET_NEEDED, () -> vector.step(one));
      }
      // Its generators continue.
      assertEquals(
          expected.reset(VectorResetRequest.CONTINUE), actual.reset(VectorResetRequest.CONTINUE));
      server.restart();
      assertArrayEquals(expected.snapshot().get(0), actual.snapshot().get(0));
      assertEquals(expected.step(one), actual.step(one));
    }
  }

  @Test
  void waitsForAServerThatIsNotThereYet() {
    try (RestartableServer server = new RestartableServer(TestEnvironments.catalog())) {
      server.stop();
      CompletableFuture.runAsync(
          server::restart, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
      try (RolloutSource source = server.source(Duration.ofSeconds(30));
          VectorEnvironment vector = source.vector("Drift-v0", 1)) {
        assertEquals("Drift-v0", vector.spec().id());
        assertTrue(server.said().get(0).endsWith("; waiting up to 30 s"), "" + server.said());
      }
    }
  }

  @Test
  void waitsNoLongerThanItsPatience() {
    try (RestartableServer server = new RestartableServer(TestEnvironments.catalog());
        RolloutSource source = server.source(Duration.ofSeconds(1));
        VectorEnvironment vector = source.vector("Drift-v0", 1)) {
      server.stop();
      VectorResetRequest seeded = VectorResetRequest.seeded(BigInteger.TWO, 1);
      String message = assertFails(Reason.UNAVAILABLE, () -> vector.reset(seeded)).getMessage();
      assertTrue(message.endsWith("; no server for 1 s"), message);
    }
  }

  /** Cannot be snapshotted. */
  private static final class Forgetful extends BareEnvironment {
    private final Environment drift = new ServedDriftEnvironment(TestEnvironments.DRIFT);

    private Forgetful() {
      super(TestEnvironments.DRIFT);
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      return drift.reset(request);
    }

    @Override
    public TimeStep step(Element action) {
      return drift.step(action);
    }
  }
}
