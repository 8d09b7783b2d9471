package io.papilio.laboratory.pitfalls.learner;

import io.papilio.core.control.CascadePair;
import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.laboratory.numeric.Draws;
import java.util.ArrayList;
import java.util.List;

/** The cascade problem for simulations: states are (y1, y2, z), actions move y. */
public final class Cascade {
  /** Where growth is no longer measured, as the cost is about to saturate. */
  public static final double SATURATION = 0.1;

  private static final int LENGTH = 10;

  private final LinearPair pair;
  private final CascadePair.Disturbance disturbance;

  public Cascade(LinearPair pair) {
    this.pair = pair;
    disturbance = new CascadePair(pair, 0).disturbance();
  }

  public LinearPair pair() {
    return pair;
  }

  /** An initial state of the environment. */
  public static double[] start(Draws draws) {
    return CascadePair.initial(draws.generator()).toArray();
  }

  /** u = K_i y + φ(z) g(z) e1. */
  public StatePolicy expert(int system) {
    Matrix k = pair.expertGains().get(system);
    return x ->
        new double[] {
          k.get(0, 0) * x[0] + k.get(0, 1) * x[1] + disturbance.at(x[2]),
          k.get(1, 0) * x[0] + k.get(1, 1) * x[1]
        };
  }

  /** The state after an action. */
  public double[] next(int system, double[] x, double[] u) {
    Matrix a = pair.systems().get(system).a();
    return new double[] {
      a.get(0, 0) * x[0] + a.get(0, 1) * x[1] + (u[0] - disturbance.at(x[2])),
      a.get(1, 0) * x[0] + a.get(1, 1) * x[1] + u[1],
      0
    };
  }

  /** |y1| at steps 0 to H under a policy. */
  public double[] path(StatePolicy policy, int system, double[] start, int horizon) {
    double[] path = new double[horizon + 1];
    double[] x = start;
    path[0] = Math.abs(x[0]);
    for (int h = 1; h <= horizon; h++) {
      x = next(system, x, policy.act(x));
      path[h] = Math.abs(x[0]);
    }
    return path;
  }

  /** The larger |y1| of both systems at steps 0 to H. */
  public double[] worst(StatePolicy policy, double[] start, int horizon) {
    double[] one = path(policy, 0, start, horizon);
    double[] two = path(policy, 1, start, horizon);
    for (int h = 0; h <= horizon; h++) {
      one[h] = Math.max(one[h], two[h]);
    }
    return one;
  }

  /** Growth of y1 per step near 0 in one system: the spectral radius of A_i + ∂π/∂y. */
  public double growth(StatePolicy policy, int system) {
    double step = 1e-5;
    double[] elements = new double[4];
    for (int j = 0; j < 2; j++) {
      double[] up = new double[3];
      double[] down = new double[3];
      up[j] = step;
      down[j] = -step;
      double[] high = policy.act(up);
      double[] low = policy.act(down);
      for (int i = 0; i < 2; i++) {
        elements[2 * i + j] = (high[i] - low[i]) / (2 * step);
      }
    }
    return pair.systems().get(system).a().add(Matrix.of(2, 2, elements)).spectralRadius();
  }

  /** Which trajectories are recorded, and how. */
  public record Recording(int trajectories, double spread, double noise, boolean noisyLabels) {
    /** Those of the expert alone, which never show y1. */
    public static Recording clean(int trajectories) {
      return new Recording(trajectories, 0, 0, false);
    }
  }

  /**
   * Demonstrations of the expert of a system. With noise, every second trajectory executes u + σ z
   * with z uniform in the unit ball; labels are u, unless they are to be noisy, too. With a spread,
   * y1 begins uniform in ± spread.
   */
  public Demonstrations record(int system, Recording recording, Draws draws) {
    StatePolicy expert = expert(system);
    List<double[]> states = new ArrayList<>();
    List<double[]> actions = new ArrayList<>();
    for (int n = 0; n < recording.trajectories(); n++) {
      double[] x = start(draws);
      x[0] = recording.spread() * draws.uniform(-1, 1);
      double sigma = n % 2 == 0 ? recording.noise() : 0;
      for (int h = 0; h < LENGTH; h++) {
        double[] u = expert.act(x);
        double[] executed = sigma == 0 ? u : disturbed(u, sigma, draws);
        states.add(x);
        actions.add(recording.noisyLabels() ? executed : u);
        x = next(system, x, executed);
      }
    }
    return new Demonstrations(states.toArray(double[][]::new), actions.toArray(double[][]::new));
  }

  private static double[] disturbed(double[] u, double sigma, Draws draws) {
    double angle = draws.uniform(0, 2 * Math.PI);
    double radius = sigma * Math.sqrt(draws.uniform(0, 1));
    return new double[] {u[0] + radius * Math.cos(angle), u[1] + radius * Math.sin(angle)};
  }
}
