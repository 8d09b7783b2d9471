package io.papilio.learner.imitator;

import ai.djl.ndarray.NDArray;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Policies over n discrete actions: trained by the cross-entropy of the softmax of n logits, acting
 * by the greatest logit. The previous action is not seen: the paper's u_0 = 0 has no counterpart
 * among actions without a zero.
 *
 * @param logits what computes them; its actions are the n logits
 * @param actions the n actions
 */
record CategoricalImitator(Imitator logits, Discrete actions) implements Imitator {

  @Override
  public boolean seesPreviousAction() {
    return false;
  }

  @Override
  public int inputSize() {
    return logits.inputSize();
  }

  @Override
  public int actionSize() {
    return logits.actionSize();
  }

  @Override
  public int parameterCount() {
    return logits.parameterCount();
  }

  @Override
  public void initialize(FloatBuffer theta, NumpyGenerator generator) {
    logits.initialize(theta, generator);
  }

  @Override
  public NDArray forward(NDArray theta, NDArray inputs) {
    return logits.forward(theta, inputs);
  }

  @Override
  public NDArray loss(NDArray outputs, NDArray targets) {
    // l_BC = -1/n sum_i log softmax(z(x_i))_{a_i}, the targets being one-hot
    return targets.mul(outputs.logSoftmax(-1)).sum(new int[] {1}).mean().neg();
  }

  @Override
  public Policy policy(float[] theta) {
    Policy inner = logits.policy(theta);
    return (observations, previousActions) -> greatest(inner.act(observations, previousActions));
  }

  @Override
  public List<TensorSlice> tensors() {
    return logits.tensors();
  }

  /** The action of the greatest logit in each row, the first of equal ones. Shape: [n]. */
  private Tensor greatest(Tensor rows) {
    int n = rows.shape().get(0);
    int width = rows.shape().get(1);
    int size = actions.dtype().bytes();
    ByteBuffer chosen = ByteBuffer.allocate(n * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < n; row++) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        if (rows.getDouble(row * width + i) > rows.getDouble(row * width + best)) {
          best = i;
        }
      }
      long action = actions.start() + best;
      // The low bytes of a long are the action in any integer type.
      for (int b = 0; b < size; b++) {
        chosen.put((byte) (action >>> (8 * b)));
      }
    }
    return Tensor.wrap(actions.dtype(), List.of(n), chosen.flip());
  }
}
