package io.papilio.cli.bench.learning;

import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.averaging.PolynomialEma;
import io.papilio.learner.cloning.CloningLoss;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.MinibatchSampler;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.imitator.ImitatorConfig;
import io.papilio.learner.loss.L2;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gradient steps of behavior cloning with sizes as of Walker2d: minibatches of 32, 17 inputs, 3
 * hidden layers, 6 outputs. The demonstrations are random numbers.
 */
public final class CloningLoop {
  static final int BATCH = 32;

  private static final int INPUTS = 17;
  private static final int ACTIONS = 6;
  private static final int ROWS = 10_000;
  private static final double LEARNING_RATE = 3e-4;
  private static final double WEIGHT_DECAY = 0.1;

  private final CloningLoss loss;
  private final MinibatchSampler sampler;
  private final Adam optimizer;
  private final AverageBank averages;
  private final float[] theta;
  private final float[] gradient;
  private long step;

  /**
   * @param width units in a hidden layer
   * @param averages number of exponential moving averages
   */
  public CloningLoop(int width, int averages, long seed) {
    RandomStreams streams = RandomStreams.of(seed);
    ImitatorConfig config =
        Settings.of(ImitatorConfig.DEFAULTS).with(Map.of("width", Integer.toString(width)));
    Imitator imitator = Imitator.of(config, INPUTS, ACTIONS);
    theta = new float[imitator.parameterCount()];
    gradient = new float[theta.length];
    imitator.initialize(theta, streams.stream("initial-weights"));
    loss =
        new CloningLoss(
            imitator.loss(new L2()),
            demonstrations(streams.stream("demonstrations")),
            imitator.pass(BATCH));
    sampler = new MinibatchSampler(streams, ROWS, BATCH);
    optimizer = new Adam(AdamConfig.adamW(LEARNING_RATE, WEIGHT_DECAY), theta.length);
    this.averages =
        new AverageBank(IntStream.range(0, averages).mapToObj(CloningLoop::ema).toList(), theta);
  }

  /** Number of parameters. */
  public int size() {
    return theta.length;
  }

  /** Takes some steps; microseconds for each. */
  public double microseconds(int steps) {
    long start = System.nanoTime();
    for (long last = step + steps; step < last; step++) {
      double unused = loss.gradient(theta, gradient, sampler.minibatch(step));
      optimizer.step(theta, gradient, LEARNING_RATE, averages::take);
      averages.completeUpdate();
    }
    return (System.nanoTime() - start) / 1e3 / steps;
  }

  private static AverageSpec ema(int index) {
    return new PolynomialEma(0.75 - 0.01 * index, 0, 1e-4, 1, "ema-" + index);
  }

  private static DemonstrationTensors demonstrations(NumpyGenerator generator) {
    Trajectory all =
        new Trajectory(
            Optional.empty(),
            normal(generator, ROWS + 1, INPUTS),
            normal(generator, ROWS, ACTIONS),
            Tensor.float64(new double[ROWS], ROWS),
            false,
            true);
    return DemonstrationTensors.of(TrajectorySource.of(List.of(all)), PolicyBinding.PLAIN);
  }

  private static Tensor normal(NumpyGenerator generator, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) generator.standardNormal();
    }
    return Tensor.float32(values, rows, columns);
  }
}
