package io.papilio.learner.cloning;

import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.diagnostics.ParameterSpace;
import io.papilio.learner.tensor.ParameterVector;
import java.util.Arrays;
import java.util.List;

/** Losses, gradients and policies of any parameters of a task. */
record TaskParameters(CloningTask task, RandomStreams streams, int batchSize)
    implements ParameterSpace {
  @Override
  public float[] gradient(float[] theta, String stream) {
    NumpyGenerator generator = streams.stream(stream);
    int[] rows = new int[batchSize];
    Arrays.setAll(rows, i -> generator.integers(task.training().rows()));
    try (ParameterVector vector = vector(theta)) {
      double unused = task.training().gradient(vector, rows);
      float[] gradient = new float[theta.length];
      vector.gradient().get(0, gradient);
      return gradient;
    }
  }

  @Override
  public double validationLoss(float[] theta) {
    try (ParameterVector vector = vector(theta)) {
      return task.validation().value(vector);
    }
  }

  @Override
  public Policy policy(float[] theta) {
    try (ParameterVector vector = vector(theta)) {
      return task.imitator().policy(task.deployed(vector));
    }
  }

  /** The named tensors inside theta. */
  List<TensorSlice> tensors() {
    return task.imitator().tensors();
  }

  private static ParameterVector vector(float[] theta) {
    ParameterVector vector = new ParameterVector(theta.length);
    vector.set(theta);
    return vector;
  }
}
