package io.papilio.learner.data;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The N time steps of demonstrations as float32 pairs: what the imitator sees, and the expert's raw
 * action (not clipped to the action space).
 *
 * <p>The imitator sees the observation and the previous action, u_0 = 0 ("Butterfly Effects of SGD
 * Noise", section 2), or the observation alone.
 */
public final class DemonstrationTensors {
  private final boolean previousAction;
  private int observationSize;
  private int actionSize;
  // Of each trajectory, one behind the other: the inputs and the actions of its steps.
  private final List<float[]> inputs = new ArrayList<>();
  private final List<float[]> actions = new ArrayList<>();
  // Number of steps before each trajectory, and of all.
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  private DemonstrationTensors(boolean previousAction) {
    this.previousAction = previousAction;
  }

  /**
   * All pairs of the trajectories, in order. One trajectory is in memory at a time.
   *
   * @param previousAction whether the previous action follows the observation in an input
   */
  public static DemonstrationTensors of(TrajectorySource trajectories, boolean previousAction) {
    Require.that(trajectories.size() > 0, "trajectories", 0, "at least 1");
    var tensors = new DemonstrationTensors(previousAction);
    trajectories.forEach(tensors::add);
    return tensors;
  }

  /** Adds noise N(0, sigma^2) to each coordinate of the actions to learn, not to those seen. */
  public void addLabelNoise(double sigma, NumpyGenerator generator) {
    for (float[] u : actions) {
      for (int i = 0; i < u.length; i++) {
        // u + w
        u[i] = (float) (u[i] + sigma * generator.standardNormal());
      }
    }
  }

  /** The mean and the standard deviation of each number of the inputs, over the N pairs. */
  public InputStandardization standardization() {
    return InputStandardization.of(inputs, inputSize());
  }

  /** Standardises the inputs. */
  public void standardize(InputStandardization standardization) {
    inputs.forEach(standardization::apply);
  }

  /** Number of pairs, N. */
  public int rows() {
    return starts.get(starts.size() - 1);
  }

  /** Numbers per input: the observation's, and the previous action's if the imitator sees it. */
  public int inputSize() {
    return observationSize + (previousAction ? actionSize : 0);
  }

  public int actionSize() {
    return actionSize;
  }

  /** Copies the inputs of these rows. Shape: [rows.length, inputSize]. */
  public float[] inputs(int... rows) {
    return gather(inputs, inputSize(), rows);
  }

  /** Copies the actions of these rows. Shape: [rows.length, actionSize]. */
  public float[] actions(int... rows) {
    return gather(actions, actionSize, rows);
  }

  private void add(Trajectory trajectory) {
    int length = trajectory.length();
    if (actions.isEmpty()) {
      observationSize = trajectory.observations().size() / (length + 1);
      actionSize = trajectory.actions().size() / length;
    }
    float[] observations = trajectory.observations().toFloats();
    float[] taken = trajectory.actions().toFloats();
    Require.that(
        observations.length == (length + 1) * observationSize
            && taken.length == length * actionSize,
        "trajectory of " + trajectory.describeSeed(),
        trajectory.observations().describe() + " and " + trajectory.actions().describe(),
        observationSize + " and " + actionSize + " numbers a row, like the first");
    float[] seen = new float[Math.multiplyExact(length, inputSize())];
    for (int t = 0; t < length; t++) {
      int to = t * inputSize();
      System.arraycopy(observations, t * observationSize, seen, to, observationSize);
      if (previousAction && t > 0) {
        System.arraycopy(taken, (t - 1) * actionSize, seen, to + observationSize, actionSize);
      }
    }
    inputs.add(seen);
    actions.add(taken);
    starts.add(Math.addExact(rows(), length));
  }

  private float[] gather(List<float[]> values, int size, int... rows) {
    float[] gathered = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      int found = Collections.binarySearch(starts, rows[i]);
      int trajectory = found >= 0 ? found : -found - 2;
      int t = rows[i] - starts.get(trajectory);
      System.arraycopy(values.get(trajectory), t * size, gathered, i * size, size);
    }
    return gathered;
  }
}
