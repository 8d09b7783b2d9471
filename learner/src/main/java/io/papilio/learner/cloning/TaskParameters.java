package io.papilio.learner.cloning;

import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.diagnostics.ParameterSpace;
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
    float[] gradient = new float[theta.length];
    double unused = task.training().gradient(theta, gradient, rows);
    return gradient;
  }

  @Override
  public double validationLoss(float[] theta) {
    return task.validation().value(theta);
  }

  @Override
  public Policy policy(float[] theta) {
    return task.imitator().policy(task.deployed(theta));
  }

  /** The named tensors inside theta. */
  List<TensorSlice> tensors() {
    return task.imitator().tensors();
  }
}
