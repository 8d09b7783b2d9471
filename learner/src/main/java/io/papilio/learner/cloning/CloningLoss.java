package io.papilio.learner.cloning;

import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
import java.util.Optional;
import java.util.stream.IntStream;

/** The one-step error of an imitator on demonstrations, l_BC: the mean of a loss over rows. */
public final class CloningLoss {
  /** Most rows in one forward pass over all data. */
  static final int CHUNK = 512;

  private final OutputLoss loss;
  private DemonstrationTensors data;
  private final NetworkPass pass;
  private final Optional<InputNoise> noise;
  private float[] outputGradient = {};

  /**
   * @param pass over at least as many rows as a {@link #gradient} has, and {@value #CHUNK} rows if
   *     there are as many
   */
  public CloningLoss(OutputLoss loss, DemonstrationTensors data, NetworkPass pass) {
    this(loss, data, pass, Optional.empty());
  }

  /**
   * @param noise of the inputs of a gradient
   */
  CloningLoss(
      OutputLoss loss, DemonstrationTensors data, NetworkPass pass, Optional<InputNoise> noise) {
    this.loss = loss;
    this.data = data;
    this.pass = pass;
    this.noise = noise;
  }

  public int rows() {
    return data.rows();
  }

  DemonstrationTensors data() {
    return data;
  }

  /** Replaces the demonstrations, and closes those before. */
  void replaceData(DemonstrationTensors next) {
    data.close();
    data = next;
  }

  /**
   * Same as {@link #gradient}, with the noise and the dropout of a step of the training.
   *
   * @param step counts from 0
   */
  public double stepGradient(long step, float[] theta, float[] gradient, int... rows) {
    float[] inputs = data.inputs(rows);
    noise.ifPresent(n -> n.addTo(inputs, step));
    pass.begin(step);
    double value = gradient(theta, gradient, inputs, rows);
    pass.end();
    return value;
  }

  /**
   * Computes the loss on these rows and its gradient by theta.
   *
   * @param gradient takes the gradient. Shape: [theta.length]
   */
  public double gradient(float[] theta, float[] gradient, int... rows) {
    return gradient(theta, gradient, data.inputs(rows), rows);
  }

  private double gradient(float[] theta, float[] gradient, float[] inputs, int... rows) {
    float[] outputs = pass.forward(theta, inputs, rows.length);
    int size = rows.length * loss.outputSize(data.targetSize());
    if (outputGradient.length != size) {
      outputGradient = new float[size];
    }
    double value = loss.gradient(outputs, data.actions(rows), rows.length, outputGradient);
    pass.backward(outputGradient, gradient);
    return value;
  }

  /** The loss on all rows. */
  public double value(float[] theta) {
    double sum = 0;
    for (int start = 0; start < data.rows(); start += CHUNK) {
      int[] rows = IntStream.range(start, Math.min(start + CHUNK, data.rows())).toArray();
      float[] outputs = pass.forward(theta, data.inputs(rows), rows.length);
      sum += rows.length * loss.value(outputs, data.actions(rows), rows.length);
    }
    return sum / data.rows();
  }
}
