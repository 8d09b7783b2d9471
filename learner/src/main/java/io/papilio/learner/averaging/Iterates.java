package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.optimizer.Optimizer;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * The iterates theta(0), theta(1), ... of a training: the newest one, the averages of all, and what
 * the optimizer remembers.
 */
public final class Iterates {
  private final float[] theta;
  private final Optimizer optimizer;
  private final AverageBank averages;
  private final LongToDoubleFunction rate;
  private long step;
  private double lossSum;
  private long lossCount;

  /**
   * Before the first step.
   *
   * @param first theta(0), changed in place. Shape: [size]
   * @param rate the learning rate of the step after {@code t} steps
   */
  public Iterates(
      float[] first, Optimizer optimizer, List<AverageSpec> averages, LongToDoubleFunction rate) {
    this.theta = first;
    this.optimizer = optimizer;
    this.averages = new AverageBank(averages, first);
    this.rate = rate;
  }

  /** Gradient steps taken, t. */
  public long step() {
    return step;
  }

  /** The newest iterate itself, theta(t). */
  public float[] theta() {
    return theta;
  }

  /** Names of the averages. */
  public List<String> averages() {
    return averages.names();
  }

  /** A copy of an average of the iterates up to the newest one. */
  public float[] average(String name) {
    float[] average = new float[theta.length];
    averages.copyTo(name, average);
    return average;
  }

  /** A copy of a part of an average. */
  public float[] averagePart(String name, int part) {
    float[] average = new float[theta.length];
    averages.copyPartTo(name, part, average);
    return average;
  }

  /** Learning rate of the last step. */
  public double learningRate() {
    return rate.applyAsDouble(step - 1);
  }

  /** Mean of the losses since the last call. */
  public double takeMeanLoss() {
    double mean = lossSum / lossCount;
    lossSum = 0;
    lossCount = 0;
    return mean;
  }

  /**
   * Takes a step.
   *
   * @param loss of the minibatches that the gradient is of
   * @param gradient shape: [size]
   */
  public void step(double loss, float[] gradient) {
    lossSum += loss;
    lossCount++;
    optimizer.step(theta, gradient, rate.applyAsDouble(step), averages::take);
    averages.completeUpdate();
    step++;
  }

  /** Adds everything that later steps depend on to a state. */
  public void save(TrainingState.Builder builder) {
    builder.put("step", step).put("loss_sum", lossSum).put("loss_count", lossCount);
    builder.put("theta", theta);
    optimizer.save("optimizer", builder);
    averages.save("averages", builder);
  }

  /** Restores what {@link #save} added. */
  public void restore(TrainingState saved) {
    step = saved.integer("step");
    lossSum = saved.number("loss_sum");
    lossCount = saved.integer("loss_count");
    System.arraycopy(saved.floats("theta", theta.length), 0, theta, 0, theta.length);
    optimizer.restore("optimizer", saved);
    averages.restore("averages", saved, theta);
  }
}
