package io.papilio.learner.data;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The N time steps of demonstrations as float32 pairs: what the imitator sees, and the expert's raw
 * action (not clipped to the action space).
 *
 * <p>The imitator sees the observation and the previous action, u_0 = 0 ("Butterfly Effects of SGD
 * Noise", section 2), or the observation alone.
 */
public final class DemonstrationTensors {
  private final int inputSize;
  private final int actionSize;
  private final float[] inputs;
  private final float[] actions;

  private DemonstrationTensors(int rows, int inputSize, int actionSize) {
    this.inputSize = inputSize;
    this.actionSize = actionSize;
    inputs = new float[Math.multiplyExact(rows, inputSize)];
    actions = new float[Math.multiplyExact(rows, actionSize)];
  }

  /** All pairs of the trajectories, in order. */
  public static DemonstrationTensors of(List<Trajectory> trajectories, boolean previousAction) {
    Require.that(!trajectories.isEmpty(), "trajectories", 0, "at least 1");
    int observationSize = rowSize(trajectories.get(0).observations());
    int actionSize = rowSize(trajectories.get(0).actions());
    int inputSize = observationSize + (previousAction ? actionSize : 0);
    int rows = trajectories.stream().mapToInt(Trajectory::length).reduce(0, Math::addExact);
    var tensors = new DemonstrationTensors(rows, inputSize, actionSize);
    int row = 0;
    for (Trajectory trajectory : trajectories) {
      tensors.fill(row, trajectory, observationSize, previousAction);
      row += trajectory.length();
    }
    return tensors;
  }

  /** Adds noise N(0, sigma^2) to each coordinate of the actions to learn, not to those seen. */
  public void addLabelNoise(double sigma, NumpyGenerator generator) {
    for (int i = 0; i < actions.length; i++) {
      // u + w
      actions[i] = (float) (actions[i] + sigma * generator.standardNormal());
    }
  }

  /** The mean and the standard deviation of each number of the inputs, over the N pairs. */
  public InputStandardization standardization() {
    return InputStandardization.of(inputs, inputSize);
  }

  /** Standardises the inputs. */
  public void standardize(InputStandardization standardization) {
    standardization.apply(inputs);
  }

  /** Number of pairs, N. */
  public int rows() {
    return actions.length / actionSize;
  }

  /** Numbers per input: the observation's, and the previous action's if the imitator sees it. */
  public int inputSize() {
    return inputSize;
  }

  public int actionSize() {
    return actionSize;
  }

  /** Copies the inputs of these rows. Shape: [rows.length, inputSize]. */
  public float[] inputs(int... rows) {
    return gather(inputs, inputSize, rows);
  }

  /** Copies the actions of these rows. Shape: [rows.length, actionSize]. */
  public float[] actions(int... rows) {
    return gather(actions, actionSize, rows);
  }

  private void fill(int row, Trajectory trajectory, int observationSize, boolean previousAction) {
    float[] observations = trajectory.observations().toFloats();
    float[] taken = trajectory.actions().toFloats();
    Require.that(
        observations.length == (trajectory.length() + 1) * observationSize
            && taken.length == trajectory.length() * actionSize,
        "trajectory of seed " + trajectory.seed(),
        trajectory.observations().describe() + " and " + trajectory.actions().describe(),
        observationSize + " and " + actionSize + " numbers a row, like the first");
    System.arraycopy(taken, 0, actions, row * actionSize, taken.length);
    for (int t = 0; t < trajectory.length(); t++) {
      int to = (row + t) * inputSize;
      System.arraycopy(observations, t * observationSize, inputs, to, observationSize);
      if (previousAction && t > 0) {
        System.arraycopy(taken, (t - 1) * actionSize, inputs, to + observationSize, actionSize);
      }
    }
  }

  private static int rowSize(Tensor tensor) {
    return tensor.size() / tensor.shape().get(0);
  }

  private static float[] gather(float[] values, int size, int... rows) {
    float[] gathered = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * size, gathered, i * size, size);
    }
    return gathered;
  }
}
