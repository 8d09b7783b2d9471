package io.papilio.learner.imitator;

import ai.djl.ndarray.NDArray;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.FixedMlp;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A multilayer perceptron of the observation and, for some, the previous action. */
record MlpImitator(Mlp network, boolean seesPreviousAction) implements Imitator {
  /** The name of the first layer's weights in a file. */
  static final String FIRST_WEIGHT = "0.weight";

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

  /** The layers' sizes are those of the weights 0.weight, 2.weight, ... */
  static MlpImitator read(Path file, TensorFile content) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; content.tensors().containsKey(i + ".weight"); i += 2) {
      List<Integer> shape = ImitatorFile.shape(file, content.tensors(), i + ".weight");
      if (sizes.isEmpty()) {
        sizes.add(shape.get(1));
      }
      sizes.add(shape.get(0));
    }
    boolean previous = !"false".equals(content.metadata().get(ImitatorFile.PREVIOUS_ACTION));
    return new MlpImitator(new Mlp(new MlpShape(sizes)), previous);
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
