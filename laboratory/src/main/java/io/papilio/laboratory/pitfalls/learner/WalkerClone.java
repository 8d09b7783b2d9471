package io.papilio.laboratory.pitfalls.learner;

import io.papilio.core.policy.Policy;
import io.papilio.core.policy.StatelessPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.laboratory.numeric.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A clone of the shipped expert of Walker2d, and how far it strays from it. */
public final class WalkerClone {
  private static final String ID = ShippedExperts.CANONICAL;
  private static final int DEMONSTRATIONS = 20;
  private static final int SIZE = 17;
  private static final int ACTIONS = 6;

  private WalkerClone() {}

  /**
   * The distances of states after 0, 1, ... steps from the same initial states, relative to the
   * expert's typical state.
   */
  public static List<double[]> errors(RolloutSource source, int horizon, int episodes) {
    try (RolloutRunner runner = source.runner(ID, episodes)) {
      Policy expert = ShippedExperts.load(ID, runner.spec().actionBox());
      List<Trajectory> shown = record(runner, expert, 1_000_000, DEMONSTRATIONS);
      double[] scale = scale(shown);
      Policy clone = trained(shown, scale).within(runner.spec().actionSpace());
      List<Trajectory> experts = record(runner, expert, 0, episodes);
      List<Trajectory> clones = record(runner, clone, 0, episodes);
      List<double[]> errors = new ArrayList<>();
      for (int i = 0; i < episodes; i++) {
        errors.add(distances(experts.get(i), clones.get(i), scale, horizon));
      }
      return errors;
    }
  }

  private static List<Trajectory> record(
      RolloutRunner runner, Policy policy, long seed, int episodes) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(
        policy, EpisodeSeeds.of(seed, episodes), RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }

  /** The standard deviation of each number of the observation. */
  private static double[] scale(List<Trajectory> trajectories) {
    double[] sum = new double[SIZE];
    double[] squares = new double[SIZE];
    long count = 0;
    for (Trajectory trajectory : trajectories) {
      double[] all = trajectory.observations().toDoubles();
      for (int i = 0; i < all.length; i++) {
        sum[i % SIZE] += all[i];
        squares[i % SIZE] += all[i] * all[i];
      }
      count += all.length / SIZE;
    }
    double[] scale = new double[SIZE];
    for (int j = 0; j < SIZE; j++) {
      double mean = sum[j] / count;
      scale[j] = Math.sqrt(squares[j] / count - mean * mean);
    }
    return scale;
  }

  private static StatelessPolicy trained(List<Trajectory> trajectories, double[] scale) {
    List<double[]> x = new ArrayList<>();
    List<double[]> u = new ArrayList<>();
    for (Trajectory trajectory : trajectories) {
      double[] states = trajectory.observations().toDoubles();
      double[] actions = trajectory.actions().toDoubles();
      for (int t = 0; t < trajectory.length(); t++) {
        x.add(scaled(Arrays.copyOfRange(states, t * SIZE, (t + 1) * SIZE), scale));
        u.add(Arrays.copyOfRange(actions, t * ACTIONS, (t + 1) * ACTIONS));
      }
    }
    Demonstrations data =
        new Demonstrations(x.toArray(double[][]::new), u.toArray(double[][]::new));
    SmallMlp network = new SmallMlp(SmallMlp.Activation.TANH, SIZE, 64, 64, ACTIONS);
    Training training = new Training(8000, 2e-3, true, 0, 0, 0.01);
    StatePolicy policy = training.fit(network, data, Draws.of("pitfalls/walker")).policy();
    return observations -> act(policy, observations, scale);
  }

  private static Tensor act(StatePolicy policy, Tensor observations, double[] scale) {
    double[] all = observations.toDoubles();
    int n = all.length / SIZE;
    float[] actions = new float[n * ACTIONS];
    for (int row = 0; row < n; row++) {
      double[] x = scaled(Arrays.copyOfRange(all, row * SIZE, (row + 1) * SIZE), scale);
      double[] u = policy.act(x);
      for (int i = 0; i < ACTIONS; i++) {
        actions[row * ACTIONS + i] = (float) u[i];
      }
    }
    return Tensor.float32(actions, n, ACTIONS);
  }

  private static double[] scaled(double[] x, double[] scale) {
    for (int j = 0; j < SIZE; j++) {
      x[j] /= scale[j];
    }
    return x;
  }

  private static double[] distances(Trajectory one, Trajectory two, double[] scale, int horizon) {
    double[] first = one.observations().toDoubles();
    double[] second = two.observations().toDoubles();
    int steps = Math.min(horizon, Math.min(one.length(), two.length()));
    double[] distances = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      double sum = 0;
      for (int j = 0; j < SIZE; j++) {
        double difference = (first[t * SIZE + j] - second[t * SIZE + j]) / scale[j];
        sum += difference * difference / SIZE;
      }
      distances[t] = Math.sqrt(sum);
    }
    return distances;
  }
}
