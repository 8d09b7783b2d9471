package io.papilio.learner.data;

import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Demonstrations as N float32 rows: what the imitator sees at a time step, and the expert's raw
 * actions from then on (not clipped to the action space).
 *
 * <p>An input is a window of the newest L pairs of an observation and the action before it, the
 * oldest pair first, as an actor of the same {@link PolicyBinding} makes it: before the first step
 * there are zeros. The pairs are on the disk, so that demonstrations need not fit into memory;
 * windows are gathered. Targets are chunks of l actions; the last l - 1 steps of a trajectory have
 * none and are no rows.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2 (u_0 = 0) and appendix B.1.
 */
public final class DemonstrationTensors implements AutoCloseable {
  private final boolean previousAction;
  private final int history;
  private final int chunk;
  private int observationSize;
  private int actionSize;
  // Of each trajectory with rows, one behind the other: the pairs and the actions of its steps.
  private final FloatFile pairs;
  private final FloatFile actions;
  // Number of rows before each trajectory, and of all.
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  // In a window, in place of a pair before the first step.
  private float[] padding = {};

  private DemonstrationTensors(PolicyBinding binding, Path directory) {
    previousAction = binding.previousAction();
    history = binding.history();
    chunk = binding.chunk();
    pairs = new FloatFile(directory);
    actions = new FloatFile(directory);
  }

  /**
   * Same as {@link #of(TrajectorySource, PolicyBinding, Path)} in the directory of temporary files.
   */
  public static DemonstrationTensors of(TrajectorySource trajectories, PolicyBinding binding) {
    return of(trajectories, binding, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * All rows of the trajectories, in order. One trajectory is in memory at a time.
   *
   * @param binding what an input and a target consist of; all columns are seen
   * @param directory on whose disk the rows are, without a name, while the process runs
   */
  public static DemonstrationTensors of(
      TrajectorySource trajectories, PolicyBinding binding, Path directory) {
    Require.that(trajectories.size() > 0, "trajectories", 0, "at least 1");
    var tensors = new DemonstrationTensors(binding, directory);
    trajectories.forEach(tensors::add);
    Require.that(
        tensors.rows() > 0,
        "trajectories",
        "shorter",
        "at least one of " + binding.chunk() + " steps");
    return tensors;
  }

  /** Adds noise N(0, sigma^2) to each coordinate of the actions to learn, not to those seen. */
  public void addLabelNoise(double sigma, NumpyGenerator generator) {
    for (int k = 0; k < actions.size(); k++) {
      float[] u = actions.get(k);
      for (int i = 0; i < u.length; i++) {
        // u + w
        u[i] = (float) (u[i] + sigma * generator.standardNormal());
      }
      actions.replace(k, u);
    }
  }

  /** The mean and the standard deviation of each number of the pairs, over all time steps. */
  public InputStandardization standardization() {
    return InputStandardization.of(pairs, pairSize());
  }

  /** Standardizes the inputs. */
  public void standardize(InputStandardization standardization) {
    for (int k = 0; k < pairs.size(); k++) {
      float[] part = pairs.get(k);
      standardization.apply(part);
      pairs.replace(k, part);
    }
    standardization.apply(padding);
  }

  /** Number of rows, N. */
  public int rows() {
    return starts.get(starts.size() - 1);
  }

  /** Numbers per input: L observations, and as many previous actions if the imitator sees them. */
  public int inputSize() {
    return history * pairSize();
  }

  /** Numbers per target: l actions. */
  public int targetSize() {
    return chunk * actionSize;
  }

  /** Copies the inputs of these rows. Shape: [rows.length, inputSize]. */
  public float[] inputs(int... rows) {
    int size = pairSize();
    float[] gathered = new float[rows.length * inputSize()];
    for (int i = 0; i < rows.length; i++) {
      int trajectory = trajectory(rows[i]);
      int t = rows[i] - starts.get(trajectory);
      int padded = Math.max(0, history - 1 - t);
      int to = i * inputSize();
      for (int j = 0; j < padded; j++) {
        System.arraycopy(padding, 0, gathered, to + j * size, size);
      }
      int seen = history - padded;
      pairs.copy(trajectory, (t + 1 - seen) * size, gathered, to + padded * size, seen * size);
    }
    return gathered;
  }

  /** Copies the actions to learn of these rows. Shape: [rows.length, targetSize]. */
  public float[] actions(int... rows) {
    int size = targetSize();
    float[] gathered = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      int trajectory = trajectory(rows[i]);
      int t = rows[i] - starts.get(trajectory);
      actions.copy(trajectory, t * actionSize, gathered, i * size, size);
    }
    return gathered;
  }

  /** Frees the space on the disk; the rows are gone. */
  @Override
  public void close() {
    pairs.close();
    actions.close();
  }

  private int pairSize() {
    return observationSize + (previousAction ? actionSize : 0);
  }

  private void add(Trajectory trajectory) {
    int length = trajectory.length();
    if (actions.size() == 0) {
      observationSize = trajectory.observations().size() / (length + 1);
      actionSize = trajectory.actions().size() / length;
      padding = new float[pairSize()];
    }
    float[] observations = trajectory.observations().toFloats();
    float[] taken = trajectory.actions().toFloats();
    Require.that(
        observations.length == (length + 1) * observationSize
            && taken.length == length * actionSize,
        "trajectory of " + trajectory.describeSeed(),
        trajectory.observations().describe() + " and " + trajectory.actions().describe(),
        observationSize + " and " + actionSize + " numbers a row, like the first");
    if (length < chunk) {
      return;
    }
    float[] seen = new float[Math.multiplyExact(length, pairSize())];
    for (int t = 0; t < length; t++) {
      int to = t * pairSize();
      System.arraycopy(observations, t * observationSize, seen, to, observationSize);
      if (previousAction && t > 0) {
        System.arraycopy(taken, (t - 1) * actionSize, seen, to + observationSize, actionSize);
      }
    }
    pairs.append(seen);
    actions.append(taken);
    starts.add(Math.addExact(rows(), length - chunk + 1));
  }

  private int trajectory(int row) {
    int found = Collections.binarySearch(starts, row);
    return found >= 0 ? found : -found - 2;
  }
}
