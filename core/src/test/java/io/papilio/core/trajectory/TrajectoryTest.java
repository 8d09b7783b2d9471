package io.papilio.core.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static final Tensor ACTIONS = Tensor.float32(new float[] {1, 2}, 2, 1);
  private static final Tensor REWARDS = Tensor.float64(new double[] {0.5, 0.25});

  @Test
  void returnIsTheSumOfTheRewards() {
    Tensor observations = Tensor.float64(new double[6], 3, 2);
    var trajectory = new Trajectory(Optional.empty(), observations, ACTIONS, REWARDS, false, true);

    assertEquals(2, trajectory.length());
    assertEquals(0.75, trajectory.undiscountedReturn());
  }

  @Test
  void oneMoreObservationThanActionsIsNeeded() {
    Tensor observations = Tensor.float64(new double[4], 2, 2);
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> new Trajectory(Optional.empty(), observations, ACTIONS, REWARDS, false, true));
    assertEquals("observations: float64 [2, 2] (expected: 3 rows)", error.getMessage());
  }

  @Test
  void numberThatIsNotFiniteIsNamedByStepAndIndex() {
    double[] values = {1, 2, 3, 4, 5, 6};
    trajectory(values, 0.25).requireFinite();
    values[3] = Double.NaN;
    assertNotFinite("observations[1][1]: NaN", trajectory(values, 0.25));
    values[3] = 4;
    assertNotFinite("rewards[1]: -Infinity", trajectory(values, Double.NEGATIVE_INFINITY));
  }

  private static Trajectory trajectory(double[] observations, double lastReward) {
    return new Trajectory(
        Optional.empty(),
        Tensor.float64(observations, 3, 2),
        ACTIONS,
        Tensor.float64(new double[] {0.5, lastReward}),
        false,
        true);
  }

  private static void assertNotFinite(String start, Trajectory trajectory) {
    var error = assertThrows(InvalidValueException.class, trajectory::requireFinite);
    assertEquals(start + " (expected: a finite number)", error.getMessage());
  }
}
