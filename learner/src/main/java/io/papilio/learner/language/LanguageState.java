package io.papilio.learner.language;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.optimizer.Adam;
import java.util.List;

/** Everything that changes while a language model is trained, its evaluation aside. */
final class LanguageState {
  private final LanguageConfig config;
  private final float[] theta;
  private final Adam optimizer;
  private final AverageBank averages;
  private long step;
  private double lossSum;
  private long lossCount;

  /** Before the first step: theta(0) is drawn by the stream {@code initial-weights}. */
  LanguageState(LanguageConfig config, LanguageModelShape shape) {
    this.config = config;
    theta = new float[shape.parameterCount()];
    shape.initialize(theta, RandomStreams.of(config.seed()).stream("initial-weights"));
    optimizer = new Adam(config.optimizer().adamW(), theta.length);
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

  /** Learning rate of the last step. */
  double learningRate() {
    return config.optimizer().learningRateAt(step - 1, config.steps());
  }

  /** Mean of the losses since the last call. */
  double takeMeanLoss() {
    double mean = lossSum / lossCount;
    lossSum = 0;
    lossCount = 0;
    return mean;
  }

  /** Takes a step along a gradient, which is of sequences with this loss. */
  void step(double loss, float[] gradient) {
    lossSum += loss;
    lossCount++;
    double eta = config.optimizer().learningRateAt(step, config.steps());
    optimizer.step(theta, gradient, eta, averages::take);
    averages.completeUpdate();
    step++;
  }

  void save(TrainingState.Builder builder) {
    builder.put("step", step).put("loss_sum", lossSum).put("loss_count", lossCount);
    builder.put("theta", theta.clone());
    optimizer.save("adam", builder);
    averages.save("averages", builder);
  }

  void restore(TrainingState saved) {
    step = saved.integer("step");
    lossSum = saved.number("loss_sum");
    lossCount = saved.integer("loss_count");
    System.arraycopy(saved.floats("theta", theta.length), 0, theta, 0, theta.length);
    optimizer.restore("adam", saved);
    averages.restore("averages", saved, theta);
  }
}
