package io.papilio.learner.cloning;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.tensor.ParameterVector;
import java.util.List;

/** Everything that changes while an imitator is trained. */
final class CloningState implements AutoCloseable {
  private final BehaviorCloningConfig config;
  private final ParameterVector theta;
  private final Adam optimizer;
  private final AverageBank averages;
  private final float[] copy;
  private final ParameterVector average;
  private long step;
  private double lossSum;
  private long lossCount;

  /** Before the first step: theta(0) is drawn by the stream {@code initial-weights}. */
  CloningState(BehaviorCloningConfig config, Imitator imitator) {
    this.config = config;
    theta = new ParameterVector(imitator.parameterCount());
    imitator.initialize(theta.values(), RandomStreams.of(config.seed()).stream("initial-weights"));
    optimizer = new Adam(config.optimizer().adamW(), theta.size());
    averages = new AverageBank(config.averages(), theta.copy());
    copy = new float[theta.size()];
    average = new ParameterVector(theta.size());
  }

  /** Gradient steps taken, t. */
  long step() {
    return step;
  }

  /** The newest iterate, theta(t). */
  ParameterVector theta() {
    return theta;
  }

  /** Names of the averages of the iterates. */
  List<String> averages() {
    return averages.names();
  }

  /** An average of the iterates up to the newest one; overwritten by the next call. */
  ParameterVector average(String name) {
    averages.copyTo(name, copy);
    average.set(copy);
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

  /** Takes a step along theta's gradient, which is of a minibatch with this loss. */
  void step(double loss) {
    lossSum += loss;
    lossCount++;
    double eta = config.optimizer().learningRateAt(step, config.steps());
    optimizer.step(theta.values(), theta.gradient(), eta);
    averages.update(theta.values());
    step++;
  }

  void save(TrainingState.Builder builder) {
    builder.put("step", step).put("loss_sum", lossSum).put("loss_count", lossCount);
    builder.put("theta", theta.copy());
    optimizer.save("adam", builder);
    averages.save("averages", builder);
  }

  void restore(TrainingState saved) {
    step = saved.integer("step");
    lossSum = saved.number("loss_sum");
    lossCount = saved.integer("loss_count");
    theta.set(saved.floats("theta", theta.size()));
    optimizer.restore("adam", saved);
    averages.restore("averages", saved, theta.copy());
  }

  @Override
  public void close() {
    theta.close();
    average.close();
  }
}
