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
import io.papilio.core.wrapper.TimeLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallOrderTest {
  private final DriftEnvironment bare = new DriftEnvironment();
  private final CallOrder order = new CallOrder(bare);

  private static Tensor action(double... values) {
    return Tensor.float64(values);
  }

  private String refusal(Tensor action) {
    return assertThrows(ResetNeededException.class, () -> order.step(action)).getMessage();
  }

  @Test
  void stepBeforeResetIsRefused() {
    assertEquals("step before reset: call reset", refusal(action(0)));
  }

  @Test
  void stepAfterTheEndIsRefusedUntilReset() {
    order.reset(ResetRequest.seeded(7));
    assertTrue(order.step(action(1)).terminated());
    assertEquals("step after the end of the episode: call reset", refusal(action(0)));
    order.reset(ResetRequest.CONTINUE);
    assertFalse(order.step(action(0)).isLast());
  }

  @Test
  void stepAfterDivergedPhysicsIsRefusedUntilReset() {
    order.reset(ResetRequest.seeded(0));
    assertThrows(PhysicsDivergedException.class, () -> order.step(action(1000)));
    assertEquals("step after a failure: call reset", refusal(action(0)));
    assertEquals(
        Tensor.float64(new double[] {7, 0}), order.reset(ResetRequest.CONTINUE).observation());
  }

  @Test
  void pictureNeedsAnEpisodeWithoutFailureAndAModeOfTheSpec() {
    assertRenderRefused(ResetNeededException.class, "render before reset: call reset");
    order.reset(ResetRequest.seeded(0));
    assertRenderRefused(
        UnsupportedRequestException.class,
        "render: Drift-v0 (expected: an environment that can be shown)");
    assertThrows(PhysicsDivergedException.class, () -> order.step(action(1000)));
    assertRenderRefused(ResetNeededException.class, "render after a failure: call reset");
  }

  private void assertRenderRefused(Class<? extends RuntimeException> kind, String message) {
    RuntimeException refusal = assertThrows(kind, () -> order.render(RenderMode.DEPTH_ARRAY));
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void closingTwiceClosesOnce() {
    order.close();
    order.close();
    assertEquals(1, bare.timesClosed);
    assertThrows(EnvironmentUnavailableException.class, () -> order.reset(ResetRequest.CONTINUE));
  }

  @Test
  void thereIsNoSnapshotAfterAFailureAndRestoringHeals() {
    order.reset(ResetRequest.seeded(0));
    byte[] snapshot = order.snapshot();
    assertThrows(PhysicsDivergedException.class, () -> order.step(action(1000)));
    assertEquals(
        "snapshot after a failure: call reset",
        assertThrows(ResetNeededException.class, order::snapshot).getMessage());
    order.restore(snapshot);
    assertEquals(Tensor.float64(new double[] {0.5, 1}), order.step(action(0.5)).observation());
  }

  @Test
  void stateThatCannotBeReadNeedsAReset() {
    order.reset(ResetRequest.seeded(0));
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    SnapshotWriter out = new SnapshotWriter();
    TimeStepState.write(out, TimeStep.first(Tensor.float64(new double[3]), Info.EMPTY));
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> order.restore(Snapshot.seal(label, out)));
    assertEquals("snapshot: observation: shape [3] (expected: [2])", refused.getMessage());
    assertEquals("step after a failure: call reset", refusal(action(0)));
  }

  @Test
  void stateWithMoreThanAStateIsRefused() {
    order.reset(ResetRequest.seeded(0));
    SnapshotWriter out = new SnapshotWriter();
    TimeStepState.write(out, order.step(action(0)));
    bare.save(out);
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    byte[] longer = Snapshot.seal(label, out.flag(true));
    assertThrows(InvalidValueException.class, () -> order.restore(longer));
    assertEquals("step after a failure: call reset", refusal(action(0)));
  }

  @Test
  void simulationThatIsNotRestorableHasNoSnapshots() {
    CallOrder plain = new CallOrder(new TimeLimit(new Unrestorable(new DriftEnvironment())));
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
