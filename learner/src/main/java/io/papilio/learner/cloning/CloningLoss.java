package io.papilio.learner.cloning;

import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
import java.util.stream.IntStream;

/**
 * The one-step error of an imitator on demonstrations, l_BC: the mean of {@link Imitator#loss} over
 * rows.
 */
public final class CloningLoss {
  /** Most rows in one forward pass over all data. */
  private static final int CHUNK = 512;

  private final DemonstrationTensors data;
  private final OutputLoss loss;
  private final NetworkPass pass;
  private final int chunk;
  private final float[] outputGradient;

  /**
   * @param batchSize most rows of a {@link #gradient}
   */
  public CloningLoss(Imitator imitator, DemonstrationTensors data, int batchSize) {
    this.data = data;
    loss = imitator.loss();
    chunk = Math.max(batchSize, Math.min(CHUNK, data.rows()));
    pass = imitator.pass(chunk);
    outputGradient = new float[chunk * loss.outputSize(data.actionSize())];
  }

  public int rows() {
    return data.rows();
  }

  /**
   * Computes the loss on these rows and its gradient by theta.
   *
   * @param gradient takes the gradient. Shape: [theta.length]
   */
  public double gradient(float[] theta, float[] gradient, int... rows) {
    float[] outputs = pass.forward(theta, data.inputs(rows), rows.length);
    double value = loss.gradient(outputs, data.actions(rows), rows.length, outputGradient);
    pass.backward(outputGradient, gradient);
    return value;
  }

  /** The loss on all rows. */
  public double value(float[] theta) {
    double sum = 0;
    for (int start = 0; start < data.rows(); start += chunk) {
      int[] rows = IntStream.range(start, Math.min(start + chunk, data.rows())).toArray();
      float[] outputs = pass.forward(theta, data.inputs(rows), rows.length);
      sum += rows.length * loss.value(outputs, data.actions(rows), rows.length);
    }
    return sum / data.rows();
  }
}
