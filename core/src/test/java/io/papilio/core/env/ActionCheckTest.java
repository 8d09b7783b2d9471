package io.papilio.core.env;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.space.Tensor;
import org.junit.jupiter.api.Test;

class ActionCheckTest {
  private final Environment checked = new ActionCheck(DriftEnvironment.guarded());

  private static Tensor action(double... values) {
    return Tensor.float64(values);
  }

  @Test
  void actionOutsideTheSpaceIsRejectedAndChangesNothing() {
    checked.reset(ResetRequest.seeded(0));
    assertInvalid("action", () -> checked.step(action(1, 2)));
    assertEquals(Tensor.float64(new double[] {0.5, 1}), checked.step(action(0.5)).observation());
  }

  @Test
  void finiteActionOutsideTheBoundsReachesTheEnvironment() {
    checked.reset(ResetRequest.seeded(0));
    assertEquals(Tensor.float64(new double[] {3, 1}), checked.step(action(3)).observation());
  }

  @Test
  void layersBelowTakeAnyAction() {
    CallOrder unchecked = DriftEnvironment.guarded();
    unchecked.reset(ResetRequest.seeded(0));
    assertEquals(
        Tensor.float64(new double[] {Double.NaN, 1}),
        unchecked.step(action(Double.NaN)).observation());
  }

  @Test
  void allElseIsTheEnvironmentsOwn() {
    checked.reset(ResetRequest.seeded(7));
    byte[] snapshot = checked.snapshot();
    checked.step(action(1));
    assertEquals(Tensor.float64(new double[] {7, 0}), checked.restore(snapshot).observation());
    checked.close();
    assertFails(Reason.UNAVAILABLE, () -> checked.reset(ResetRequest.CONTINUE));
  }
}
