package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.SmallTrajectories;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemonstrationTensorsTest {
  private static final List<Trajectory> TRAJECTORIES = SmallTrajectories.make(5);

  @Test
  void everyTimeStepIsAPairOfWhatIsSeenAndTheExpertsAction() {
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), true);

    assertEquals(5, tensors.inputSize());
    assertEquals(2, tensors.actionSize());
    int row = 0;
    for (Trajectory trajectory : TRAJECTORIES) {
      for (int t = 0; t < trajectory.length(); t++) {
        long seed = trajectory.seed().orElseThrow().longValueExact();
        assertArrayEquals(input(seed, t), tensors.inputs(row));
        assertArrayEquals(action(seed, t), tensors.actions(row));
        row++;
      }
    }
    assertEquals(row, tensors.rows());
  }

  @Test
  void withoutPreviousActionTheInputIsTheObservation() {
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), false);

    assertEquals(3, tensors.inputSize());
    assertArrayEquals(observation(1, 2), tensors.inputs(2 + 2));
    assertArrayEquals(action(1, 2), tensors.actions(2 + 2));
  }

  @Test
  void rowsAreGatheredInTheOrderAskedFor() {
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), false);

    float[] first = action(0, 0);
    float[] second = action(0, 1);
    assertArrayEquals(
        new float[] {second[0], second[1], first[0], first[1], second[0], second[1]},
        tensors.actions(1, 0, 1));
  }

  @Test
  void trajectoryOfAnotherSizeIsRefused() {
    Trajectory wide =
        new Trajectory(
            Optional.of(BigInteger.valueOf(9)),
            Tensor.float64(new double[8], 2, 4),
            Tensor.float32(new float[2], 1, 2),
            Tensor.float64(new double[1]),
            true,
            false);
    var error =
        assertThrows(
            InvalidValueException.class,
            () ->
                DemonstrationTensors.of(
                    TrajectorySource.of(List.of(TRAJECTORIES.get(0), wide)), true));
    assertEquals(
        "trajectory of seed 9: float64 [2, 4] and float32 [1, 2]"
            + " (expected: 3 and 2 numbers a row, like the first)",
        error.getMessage());
  }

  private static float[] input(long seed, int t) {
    float[] observation = observation(seed, t);
    float[] previous = t == 0 ? new float[2] : action(seed, t - 1);
    return new float[] {observation[0], observation[1], observation[2], previous[0], previous[1]};
  }

  private static float[] observation(long seed, int t) {
    float[] row = new float[3];
    for (int c = 0; c < 3; c++) {
      row[c] = (float) SmallTrajectories.observation(seed, t, c);
    }
    return row;
  }

  private static float[] action(long seed, int t) {
    return new float[] {SmallTrajectories.action(seed, t, 0), SmallTrajectories.action(seed, t, 1)};
  }

  @Test
  void labelNoiseIsOnWhatIsLearnedAlone() {
    TrajectorySource trajectories = TrajectorySource.of(List.of(SmallTrajectories.make(0, 5000)));
    var clean = DemonstrationTensors.of(trajectories, true);
    var noisy = DemonstrationTensors.of(trajectories, true);
    noisy.addLabelNoise(0.5, NumpyGenerator.ofSeed(1));
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < 5000; row++) {
      assertArrayEquals(clean.inputs(row), noisy.inputs(row));
      for (int c = 0; c < 2; c++) {
        double w = noisy.actions(row)[c] - clean.actions(row)[c];
        sum += w;
        squares += w * w;
      }
    }
    // 10,000 draws: their mean is within 4 of its standard deviations, 0.005; so is their square.
    assertEquals(0, sum / 10_000, 0.02);
    assertEquals(0.25, squares / 10_000, 0.0142);
  }
}
