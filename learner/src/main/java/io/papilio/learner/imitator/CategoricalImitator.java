package io.papilio.learner.imitator;

import io.papilio.core.policy.GreedyPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Discrete;
import io.papilio.learner.loss.ActionLoss;
import io.papilio.learner.loss.CrossEntropy;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies over n discrete actions: trained by the cross-entropy of the softmax of n logits, acting
 * by the greatest logit. The previous action is not seen: the paper's u_0 = 0 has no counterpart
 * among actions without a zero.
 *
 * @param logits what computes them; its actions are the n logits
 * @param actions the n actions
 */
record CategoricalImitator(Imitator logits, Discrete actions) implements Imitator {
  /** In the metadata of a file: the action of the first logit. */
  static final String FIRST_ACTION = "first_action";

  /** In the metadata of a file: the actions' data type. */
  static final String ACTION_TYPE = "action_type";

  @Override
  public PolicyBinding binding() {
    return logits.binding();
  }

  @Override
  public int inputSize() {
    return logits.inputSize();
  }

  @Override
  public int outputSize() {
    return logits.outputSize();
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
  public NetworkPass trainingPass(int rows, RandomStreams streams) {
    return logits.trainingPass(rows, streams);
  }

  @Override
  public OutputLoss loss(ActionLoss distance) {
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

  @Override
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(logits.metadata());
    metadata.put(FIRST_ACTION, Long.toString(actions.start()));
    metadata.put(ACTION_TYPE, actions.dtype().name());
    return metadata;
  }
}
