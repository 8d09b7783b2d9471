package io.papilio.learner.imitator;

import io.papilio.core.policy.GreedyPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Discrete;
import io.papilio.learner.loss.CrossEntropy;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
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
  public void initialize(float[] theta, NumpyGenerator generator) {
    logits.initialize(theta, generator);
  }

  @Override
  public NetworkPass pass(int rows) {
    return logits.pass(rows);
  }

  @Override
  public OutputLoss loss() {
    // l_BC = -1/n sum_i log softmax(z(x_i))_{a_i}, the targets being one-hot
    return new CrossEntropy();
  }

  @Override
  public Policy policy(float[] theta) {
    return new GreedyPolicy(logits.policy(theta), actions);
  }

  @Override
  public List<TensorSlice> tensors() {
    return logits.tensors();
  }
}
