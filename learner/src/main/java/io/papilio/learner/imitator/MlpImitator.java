package io.papilio.learner.imitator;

import ai.djl.ndarray.NDArray;
import io.papilio.core.policy.FixedMlp;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A multilayer perceptron of the observation and, for some, the previous action. */
record MlpImitator(Mlp network, boolean seesPreviousAction) implements Imitator {

  static MlpImitator of(
      ImitatorConfig config, int observationSize, int actionSize, boolean seesPreviousAction) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(observationSize + (seesPreviousAction ? actionSize : 0));
    for (int layer = 0; layer < config.hiddenLayers(); layer++) {
      sizes.add(config.width());
    }
    sizes.add(actionSize);
    return new MlpImitator(new Mlp(new MlpShape(sizes)), seesPreviousAction);
  }

  @Override
  public int inputSize() {
    return network.shape().input();
  }

  @Override
  public int actionSize() {
    return network.shape().output();
  }

  @Override
  public int parameterCount() {
    return network.shape().parameterCount();
  }

  @Override
  public void initialize(FloatBuffer theta, NumpyGenerator generator) {
    network.initialize(theta, generator);
  }

  @Override
  public NDArray forward(NDArray theta, NDArray inputs) {
    return network.forward(theta, inputs);
  }

  @Override
  public Policy policy(float[] theta) {
    return NetworkPolicy.unbounded(new FixedMlp(network.shape(), theta), seesPreviousAction);
  }

  @Override
  public List<TensorSlice> tensors() {
    return network.shape().tensors("");
  }
}
