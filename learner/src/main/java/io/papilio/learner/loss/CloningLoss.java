package io.papilio.learner.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import java.util.stream.IntStream;

/**
 * The one-step error of an imitator on demonstrations, l_BC: the mean of {@link Imitator#loss} over
 * rows.
 */
public final class CloningLoss {
  /** Rows in one forward pass over all data; bounds the memory. */
  private static final int CHUNK = 4096;

  private final Imitator imitator;
  private final DemonstrationTensors data;

  public CloningLoss(Imitator imitator, DemonstrationTensors data) {
    this.imitator = imitator;
    this.data = data;
  }

  public int rows() {
    return data.rows();
  }

  /** Sets the gradient of theta to that of the loss on these rows, and gives the loss. */
  public double gradient(ParameterVector theta, int... rows) {
    theta.zeroGradient();
    try (NDManager manager = TensorEngine.newManager();
        GradientCollector collector = TensorEngine.newGradientCollector()) {
      NDArray loss = loss(manager, theta.leaf(), rows);
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  /** The loss on all rows. */
  public double value(ParameterVector theta) {
    double sum = 0;
    for (int start = 0; start < data.rows(); start += CHUNK) {
      int[] rows = IntStream.range(start, Math.min(start + CHUNK, data.rows())).toArray();
      try (NDManager manager = TensorEngine.newManager()) {
        sum += rows.length * (double) loss(manager, theta.constant(), rows).getFloat();
      }
    }
    return sum / data.rows();
  }

  private NDArray loss(NDManager manager, NDArray theta, int... rows) {
    NDArray inputs = manager.create(data.inputs(rows), new Shape(rows.length, data.inputSize()));
    NDArray actions = manager.create(data.actions(rows), new Shape(rows.length, data.actionSize()));
    return imitator.loss(imitator.forward(theta, inputs), actions);
  }
}
