package io.papilio.learner.cloning;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.optimizer.Optimizer;
import java.util.List;

/** Everything that changes while an imitator is trained. */
final class CloningState {
  private final BehaviorCloningConfig config;
  private final float[] theta;
  private final float[] gradient;
  private final Optimizer optimizer;
  private final AverageBank averages;
  private long step;
  private double lossSum;
  private long lossCount;

  /** Before the first step: theta(0) is drawn by the stream {@code initial-weights}. */
  CloningState(BehaviorCloningConfig config, Imitator imitator) {
    this.config = config;
    theta = new float[imitator.parameterCount()];
    gradient = new float[theta.length];
    imitator.initialize(theta, RandomStreams.of(config.seed()).stream("initial-weights"));
    optimizer = config.optimizer().create(theta.length);
    averages = new AverageBank(config.averages(), theta);
  }

  /** Gradient steps taken, t. */
  long step() {
    return step;
  }

  /** The newest iterate itself, theta(t). */
  float[] theta() {
    return theta;
  }

  /** The gradient along which the next step goes, writable. */
  float[] gradient() {
    return gradient;
  }

  /** Names of the averages of the iterates. */
  List<String> averages() {
    return averages.names();
  }

  /** A copy of an average of the iterates up to the newest one. */
  float[] average(String name) {
    float[] average = new float[theta.length];
    averages.copyTo(name, average);
    return average;
  }

  /** A copy of a part of an average. */
  float[] averagePart(String name, int part) {
    float[] average = new float[theta.length];
    averages.copyPartTo(name, part, average);
    return average;
  }

  /** Learning rate of the last step. */
  double learningRate() {
    return config.optimizer().learningRateAt(step - 1, config.steps());
  }

  /** Mean of the minibatch losses since the last call. */
  double takeMeanLoss() {
    double mean = lossSum / lossCount;
    lossSum = 0;
    lossCount = 0;
    return mean;
  }

  /** Takes a step along the gradient, which is of minibatches with this mean loss. */
  void step(double loss) {
    lossSum += loss;
    lossCount++;
    double eta = config.optimizer().learningRateAt(step, config.steps());
    optimizer.step(theta, gradient, eta, averages::take);
    averages.completeUpdate();
    step++;
  }

  void save(TrainingState.Builder builder) {
    builder.put("step", step).put("loss_sum", lossSum).put("loss_count", lossCount);
    builder.put("theta", theta);
    optimizer.save("optimizer", builder);
    averages.save("averages", builder);
  }

  void restore(TrainingState saved) {
    step = saved.integer("step");
    lossSum = saved.number("loss_sum");
    lossCount = saved.integer("loss_count");
    System.arraycopy(saved.floats("theta", theta.length), 0, theta, 0, theta.length);
    optimizer.restore("optimizer", saved);
    averages.restore("averages", saved, theta);
  }
}
