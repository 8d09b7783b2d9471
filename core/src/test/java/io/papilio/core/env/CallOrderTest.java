package io.papilio.core.env;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.snapshot.Snapshot;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Tensor;
import io.papilio.core.wrapper.TimeLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallOrderTest {
  private final DriftEnvironment bare = new DriftEnvironment();
  private final CallOrder order = new CallOrder(bare);

  private static Tensor action(double... values) {
    return Tensor.float64(values);
  }

  private void assertResetNeeded() {
    assertFails(Reason.RESET_NEEDED, () -> order.step(action(0)));
  }

  private void assertDiverges() {
    assertFails(Reason.PHYSICS_DIVERGED, () -> order.step(action(1000)));
  }

  @Test
  void stepBeforeResetIsRejected() {
    assertResetNeeded();
  }

  @Test
  void stepAfterTheEndIsRejectedUntilReset() {
    order.reset(ResetRequest.seeded(7));
    assertTrue(order.step(action(1)).terminated());
    assertResetNeeded();
    order.reset(ResetRequest.CONTINUE);
    assertFalse(order.step(action(0)).isLast());
  }

  @Test
  void stepAfterDivergedPhysicsIsRejectedUntilReset() {
    order.reset(ResetRequest.seeded(0));
    assertDiverges();
    assertResetNeeded();
    assertEquals(
        Tensor.float64(new double[] {7, 0}), order.reset(ResetRequest.CONTINUE).observation());
  }

  @Test
  void pictureNeedsAnEpisodeWithoutFailureAndAModeOfTheSpec() {
    assertFails(Reason.RESET_NEEDED, () -> order.render(RenderMode.DEPTH_ARRAY));
    order.reset(ResetRequest.seeded(0));
    assertFails(Reason.UNSUPPORTED, () -> order.render(RenderMode.DEPTH_ARRAY));
    assertDiverges();
    assertFails(Reason.RESET_NEEDED, () -> order.render(RenderMode.DEPTH_ARRAY));
  }

  @Test
  void closingTwiceClosesOnce() {
    order.close();
    order.close();
    assertEquals(1, bare.timesClosed);
    assertFails(Reason.UNAVAILABLE, () -> order.reset(ResetRequest.CONTINUE));
  }

  @Test
  void thereIsNoSnapshotAfterAFailureAndRestoringHeals() {
    order.reset(ResetRequest.seeded(0));
    byte[] snapshot = order.snapshot();
    assertDiverges();
    assertFails(Reason.RESET_NEEDED, order::snapshot);
    order.restore(snapshot);
    assertEquals(Tensor.float64(new double[] {0.5, 1}), order.step(action(0.5)).observation());
  }

  @Test
  void stateThatCannotBeReadNeedsAReset() {
    order.reset(ResetRequest.seeded(0));
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    SnapshotWriter out = new SnapshotWriter();
    TimeStepState.write(out, TimeStep.first(Tensor.float64(new double[3]), Info.EMPTY));
    assertInvalid("snapshot.observation", () -> order.restore(Snapshot.seal(label, out)));
    assertResetNeeded();
  }

  @Test
  void stateWithMoreThanAStateIsRejected() {
    order.reset(ResetRequest.seeded(0));
    SnapshotWriter out = new SnapshotWriter();
    TimeStepState.write(out, order.step(action(0)));
    bare.save(out);
    SnapshotLabel label = SnapshotLabel.of("Drift-v0", "", Map.of());
    byte[] longer = Snapshot.seal(label, out.flag(true));
    assertInvalid("snapshot", () -> order.restore(longer));
    assertResetNeeded();
  }

  @Test
  void simulationThatIsNotRestorableHasNoSnapshots() {
    CallOrder plain = new CallOrder(new TimeLimit(new SpringEnvironment()));
    plain.reset(ResetRequest.seeded(0));
    assertFails(Reason.UNSUPPORTED, plain::snapshot);
    assertFails(Reason.UNSUPPORTED, () -> plain.restore(new byte[1]));
    plain.step(action(0));
  }
}
