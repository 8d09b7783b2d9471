package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.RowNetwork;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.SmallTrajectories;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemonstrationTensorsTest {
  private static final List<Trajectory> TRAJECTORIES = SmallTrajectories.make(5);
  private static final PolicyBinding PREVIOUS = PolicyBinding.PLAIN.withPreviousAction(true);

  @Test
  void everyTimeStepIsAPairOfWhatIsSeenAndTheExpertsAction() {
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), PREVIOUS);

    assertEquals(5, tensors.inputSize());
    assertEquals(2, tensors.targetSize());
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
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), PolicyBinding.PLAIN);

    assertEquals(3, tensors.inputSize());
    assertArrayEquals(observation(1, 2), tensors.inputs(2 + 2));
    assertArrayEquals(action(1, 2), tensors.actions(2 + 2));
  }

  @Test
  void windowsAreThoseThatAnActorSees() {
    int history = 3;
    PolicyBinding binding = new PolicyBinding(List.of(), true, history, 1, OutputMapping.IDENTITY);
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), binding);
    assertEquals(history * 5, tensors.inputSize());
    int row = 0;
    for (Trajectory trajectory : TRAJECTORIES) {
      // A policy that takes the expert's actions, whatever it sees
      List<float[]> seen = new ArrayList<>();
      RowNetwork expert =
          new RowNetwork(
              history * 5,
              2,
              window -> {
                seen.add(window.clone());
                return action(trajectory.seed().orElseThrow().longValueExact(), seen.size() - 1);
              });
      Actor actor =
          new NetworkPolicy(expert, binding, Box.float32(2, -99, 99))
              .begin(List.of(BigInteger.ZERO));
      for (int t = 0; t < trajectory.length(); t++) {
        actor.act(Tensor.stack(List.of(trajectory.observations().row(t).asTensor())));
        assertArrayEquals(seen.get(t), tensors.inputs(row++));
      }
    }
  }

  @Test
  void standardizedWindowsHaveTheStandardizedZeroBeforeTheFirstStep() {
    PolicyBinding binding = new PolicyBinding(List.of(), true, 2, 1, OutputMapping.IDENTITY);
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), binding);
    InputStandardization standardization = tensors.standardization();
    float[] expected = tensors.inputs(0);
    assertArrayEquals(new float[5], Arrays.copyOf(expected, 5));
    standardization.apply(expected);
    tensors.standardize(standardization);
    assertArrayEquals(expected, tensors.inputs(0));
  }

  @Test
  void chunksAreTheNextActionsAndTheLastStepsHaveNone() {
    PolicyBinding binding = new PolicyBinding(List.of(), false, 1, 3, OutputMapping.IDENTITY);
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), binding);
    // Lengths 2, 3, 4, 5 and 2
    assertEquals(0 + 1 + 2 + 3 + 0, tensors.rows());
    assertEquals(6, tensors.targetSize());
    assertArrayEquals(observation(2, 1), tensors.inputs(2));
    float[] chunk = tensors.actions(2);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(action(2, 1 + i), Arrays.copyOfRange(chunk, 2 * i, 2 * i + 2));
    }
    PolicyBinding long6 = new PolicyBinding(List.of(), false, 1, 6, OutputMapping.IDENTITY);
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), long6));
    assertEquals("trajectories: shorter (expected: at least one of 6 steps)", error.getMessage());
  }

  @Test
  void rowsAreGatheredInTheOrderAskedFor() {
    var tensors = DemonstrationTensors.of(TrajectorySource.of(TRAJECTORIES), PolicyBinding.PLAIN);

    float[] first = action(0, 0);
    float[] second = action(0, 1);
    assertArrayEquals(
        new float[] {second[0], second[1], first[0], first[1], second[0], second[1]},
        tensors.actions(1, 0, 1));
  }

  @Test
  void trajectoryOfAnotherSizeIsRejected() {
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
                    TrajectorySource.of(List.of(TRAJECTORIES.get(0), wide)), PREVIOUS));
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
    var clean = DemonstrationTensors.of(trajectories, PREVIOUS);
    var noisy = DemonstrationTensors.of(trajectories, PREVIOUS);
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
