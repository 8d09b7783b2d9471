package io.papilio.core.env;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.snapshot.Snapshot;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EpisodeGuardTest {
  private final DriftEnvironment bare = new DriftEnvironment();
  private final EpisodeGuard guard = new EpisodeGuard(bare);

  private static Tensor action(double... values) {
    return Tensor.float64(values);
  }

  private void assertResetNeeded() {
    assertFails(Reason.RESET_NEEDED, () -> guard.step(action(0)));
  }

  private void assertDiverges() {
    assertFails(Reason.PHYSICS_DIVERGED, () -> guard.step(action(1000)));
  }

  @Test
  void stepBeforeResetIsRefused() {
    assertResetNeeded();
  }

  @Test
  void stepAfterTheEndIsRefusedUntilReset() {
    guard.reset(ResetRequest.seeded(7));
    assertTrue(guard.step(action(1)).terminated());
    assertResetNeeded();
    guard.reset(ResetRequest.CONTINUE);
    assertFalse(guard.step(action(0)).isLast());
  }

  @Test
  void stepAfterDivergedPhysicsIsRefusedUntilReset() {
    guard.reset(ResetRequest.seeded(0));
    assertDiverges();
    assertResetNeeded();
    assertEquals(
        Tensor.float64(new double[] {7, 0}), guard.reset(ResetRequest.CONTINUE).observation());
  }

  @Test
  void pictureNeedsAnEpisodeWithoutFailureAndAModeOfTheSpec() {
    assertFails(Reason.RESET_NEEDED, () -> guard.render(RenderMode.DEPTH_ARRAY));
    guard.reset(ResetRequest.seeded(0));
    assertFails(Reason.UNSUPPORTED, () -> guard.render(RenderMode.DEPTH_ARRAY));
    assertDiverges();
    assertFails(Reason.RESET_NEEDED, () -> guard.render(RenderMode.DEPTH_ARRAY));
  }

  @Test
  void actionOutsideTheSpaceIsRefusedAndChangesNothing() {
    guard.reset(ResetRequest.seeded(0));
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> guard.step(action(1, 2)));
    assertEquals("action: shape [2] (expected: [1])", refused.getMessage());
    assertEquals(Tensor.float64(new double[] {0.5, 1}), guard.step(action(0.5)).observation());
  }

  @Test
  void finiteActionOutsideTheBoundsReachesTheEnvironment() {
    guard.reset(ResetRequest.seeded(0));
    assertEquals(Tensor.float64(new double[] {3, 1}), guard.step(action(3)).observation());
  }

  @Test
  void episodeIsTruncatedAtTheLimit() {
    guard.reset(ResetRequest.seeded(0));
    for (int t = 1; t < 5; t++) {
      assertFalse(guard.step(action(0)).isLast());
    }
    assertTrue(guard.step(action(0)).truncated());
  }

  @Test
  void terminationAtTheLimitSetsBothFlags() {
    guard.reset(ResetRequest.seeded(3));
    for (int t = 1; t < 5; t++) {
      guard.step(action(1));
    }
    TimeStep last = guard.step(action(1));
    assertTrue(last.terminated() && last.truncated());
  }

  @Test
  void resetBeginsTheCountAnew() {
    guard.reset(ResetRequest.seeded(0));
    guard.step(action(0));
    guard.reset(ResetRequest.CONTINUE);
    for (int t = 1; t < 5; t++) {
      assertFalse(guard.step(action(0)).isLast());
    }
    assertTrue(guard.step(action(0)).truncated());
  }

  @Test
  void anotherLimitReplacesTheOneOfTheSpec() {
    try (EpisodeGuard unlimited = new EpisodeGuard(bare, OptionalInt.empty())) {
      assertEquals(OptionalInt.empty(), unlimited.spec().maxEpisodeSteps());
      unlimited.reset(ResetRequest.seeded(0));
      for (int t = 0; t < 20; t++) {
        assertFalse(unlimited.step(action(0)).isLast());
      }
    }
    assertThrows(
        InvalidValueException.class, () -> new EpisodeGuard(bare, OptionalInt.of(0)).close());
  }

  @Test
  void closingTwiceClosesOnce() {
    guard.close();
    guard.close();
    assertEquals(1, bare.timesClosed);
    assertFails(Reason.UNAVAILABLE, () -> guard.reset(ResetRequest.CONTINUE));
  }

  @Test
  void snapshotKeepsTheElapsedSteps() {
    guard.reset(ResetRequest.seeded(0));
    for (int i = 0; i < 3; i++) {
      guard.step(action(0));
    }
    EpisodeGuard other = new EpisodeGuard(new DriftEnvironment());
    other.restore(guard.snapshot());
    assertFalse(other.step(action(0)).isLast());
    assertTrue(other.step(action(0)).truncated());
  }

  @Test
  void thereIsNoSnapshotAfterAFailureAndRestoringHeals() {
    guard.reset(ResetRequest.seeded(0));
    byte[] snapshot = guard.snapshot();
    assertDiverges();
    assertFails(Reason.RESET_NEEDED, guard::snapshot);
    guard.restore(snapshot);
    assertEquals(Tensor.float64(new double[] {0.5, 1}), guard.step(action(0.5)).observation());
  }

  @Test
  void stateThatCannotBeReadNeedsAReset() {
    guard.reset(ResetRequest.seeded(0));
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    SnapshotWriter out = new SnapshotWriter().integer(1);
    TimeStepState.write(out, TimeStep.first(Tensor.float64(new double[3]), Info.EMPTY));
    assertInvalid("snapshot.observation", () -> guard.restore(Snapshot.seal(label, out)));
    assertResetNeeded();
  }

  @Test
  void stateWithMoreThanAStateIsRefused() {
    guard.reset(ResetRequest.seeded(0));
    SnapshotWriter out = new SnapshotWriter();
    guard.save(out);
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    byte[] longer = Snapshot.seal(label, out.flag(true));
    assertInvalid("snapshot", () -> guard.restore(longer));
    assertResetNeeded();
  }

  @Test
  void simulationThatIsNotRestorableHasNoSnapshots() {
    EpisodeGuard plain = new EpisodeGuard(new Unrestorable(new DriftEnvironment()));
    plain.reset(ResetRequest.seeded(0));
    assertFails(Reason.UNSUPPORTED, plain::snapshot);
    assertFails(Reason.UNSUPPORTED, () -> plain.restore(new byte[1]));
    plain.step(action(0));
  }

  /** Delegates all but snapshots. */
  private record Unrestorable(DriftEnvironment inner) implements Environment {
    @Override
    public EnvironmentSpec spec() {
      return inner.spec();
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      return inner.reset(request);
    }

    @Override
    public TimeStep step(Element action) {
      return inner.step(action);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
