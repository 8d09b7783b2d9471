package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.kernels.FixedMlp;
import io.papilio.learner.network.Dropout;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.NetworkPass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron of the observation and, for some, the previous action.
 *
 * @param dropout of the hidden layers in training
 */
record MlpImitator(MlpShape shape, Dropout dropout, PolicyBinding binding)
    implements NetworkImitator {
  /** The name of the first layer's weights in a file. */
  static final String FIRST_WEIGHT = "0.weight";

  static MlpImitator of(ImitatorConfig config, int pair, int outputs, PolicyBinding binding) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(pair);
    for (int layer = 0; layer < config.hiddenLayers(); layer++) {
      sizes.add(config.width());
    }
    sizes.add(outputs);
    return new MlpImitator(new MlpShape(sizes), new Dropout(config.dropout()), binding);
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
    return new MlpImitator(
        new MlpShape(sizes), Dropout.NONE, BindingMetadata.read(file, content.metadata()));
  }

  @Override
  public int inputSize() {
    return shape.input();
  }

  @Override
  public int outputSize() {
    return shape.output();
  }

  @Override
  public int parameterCount() {
    return shape.parameterCount();
  }

  @Override
  public void initialize(float[] theta, NumpyGenerator generator) {
    Mlp.initialize(shape, theta, 0, generator);
  }

  @Override
  public NetworkPass pass(int rows) {
    return Mlp.pass(shape, rows);
  }

  @Override
  public NetworkPass trainingPass(int rows, RandomStreams streams) {
    return Mlp.trainingPass(shape, rows, dropout, streams);
  }

  @Override
  public Network network(float[] theta) {
    return new FixedMlp(shape, theta);
  }

  @Override
  public List<TensorSlice> tensors() {
    return shape.tensors("");
  }
}
