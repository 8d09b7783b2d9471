package io.papilio.core.env;

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

  private String refusal(Tensor action) {
    return assertThrows(ResetNeededException.class, () -> guard.step(action)).getMessage();
  }

  @Test
  void stepBeforeResetIsRefused() {
    assertEquals("step before reset: call reset", refusal(action(0)));
  }

  @Test
  void stepAfterTheEndIsRefusedUntilReset() {
    guard.reset(ResetRequest.seeded(7));
    assertTrue(guard.step(action(1)).terminated());
    assertEquals("step after the end of the episode: call reset", refusal(action(0)));
    guard.reset(ResetRequest.CONTINUE);
    assertFalse(guard.step(action(0)).isLast());
  }

  @Test
  void stepAfterDivergedPhysicsIsRefusedUntilReset() {
    guard.reset(ResetRequest.seeded(0));
    assertThrows(PhysicsDivergedException.class, () -> guard.step(action(1000)));
    assertEquals("step after a failure: call reset", refusal(action(0)));
    assertEquals(
        Tensor.float64(new double[] {7, 0}), guard.reset(ResetRequest.CONTINUE).observation());
  }

  @Test
  void pictureNeedsAnEpisodeWithoutFailureAndAModeOfTheSpec() {
    assertRenderRefused(ResetNeededException.class, "render before reset: call reset");
    guard.reset(ResetRequest.seeded(0));
    assertRenderRefused(
        UnsupportedRequestException.class,
        "render: Drift-v0 (expected: an environment that can be shown)");
    assertThrows(PhysicsDivergedException.class, () -> guard.step(action(1000)));
    assertRenderRefused(ResetNeededException.class, "render after a failure: call reset");
  }

  private void assertRenderRefused(Class<? extends RuntimeException> kind, String message) {
    RuntimeException refusal = assertThrows(kind, () -> guard.render(RenderMode.DEPTH_ARRAY));
    assertEquals(message, refusal.getMessage());
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
    assertThrows(EnvironmentUnavailableException.class, () -> guard.reset(ResetRequest.CONTINUE));
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
    assertThrows(PhysicsDivergedException.class, () -> guard.step(action(1000)));
    assertEquals(
        "snapshot after a failure: call reset",
        assertThrows(ResetNeededException.class, guard::snapshot).getMessage());
    guard.restore(snapshot);
    assertEquals(Tensor.float64(new double[] {0.5, 1}), guard.step(action(0.5)).observation());
  }

  @Test
  void stateThatCannotBeReadNeedsAReset() {
    guard.reset(ResetRequest.seeded(0));
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    SnapshotWriter out = new SnapshotWriter().integer(1);
    TimeStepState.write(out, TimeStep.first(Tensor.float64(new double[3]), Info.EMPTY));
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> guard.restore(Snapshot.seal(label, out)));
    assertEquals("snapshot: observation: shape [3] (expected: [2])", refused.getMessage());
    assertEquals("step after a failure: call reset", refusal(action(0)));
  }

  @Test
  void stateWithMoreThanAStateIsRefused() {
    guard.reset(ResetRequest.seeded(0));
    SnapshotWriter out = new SnapshotWriter();
    guard.save(out);
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    byte[] longer = Snapshot.seal(label, out.flag(true));
    assertThrows(InvalidValueException.class, () -> guard.restore(longer));
    assertEquals("step after a failure: call reset", refusal(action(0)));
  }

  @Test
  void simulationThatIsNotRestorableHasNoSnapshots() {
    EpisodeGuard plain = new EpisodeGuard(new Unrestorable(new DriftEnvironment()));
    plain.reset(ResetRequest.seeded(0));
    assertEquals(
        "snapshot: Drift-v0 (expected: an environment that can be kept)",
        assertThrows(UnsupportedRequestException.class, plain::snapshot).getMessage());
    assertThrows(UnsupportedRequestException.class, () -> plain.restore(new byte[1]));
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
