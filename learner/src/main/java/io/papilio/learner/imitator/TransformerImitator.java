package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.network.Dropout;
import io.papilio.learner.network.NetworkPass;
import io.papilio.learner.network.TransformerNetwork;
import io.papilio.learner.network.TransformerPass;
import io.papilio.learner.network.TransformerShape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A causal Transformer of the newest observations and, for some, the actions before them.
 *
 * @param embeddingDropout of the embedded time steps in training
 * @param dropout of the blocks' hidden layers in training
 */
record TransformerImitator(
    TransformerShape shape, Dropout embeddingDropout, Dropout dropout, PolicyBinding binding)
    implements NetworkImitator {
  /** The name of the embedding's weights in a file. */
  static final String EMBEDDING = "embedding.weight";

  private static final String HEADS = "heads";

  static TransformerImitator of(
      ImitatorConfig config, int pair, int outputs, PolicyBinding binding) {
    TransformerConfig c = config.transformer();
    return new TransformerImitator(
        new TransformerShape(pair, c.history(), c.layers(), c.heads(), config.width(), outputs),
        new Dropout(c.embeddingDropout()),
        new Dropout(config.dropout()),
        binding.withHistory(c.history()));
  }

  /** The sizes are those of the tensors, except for history and heads, which are metadata. */
  static TransformerImitator read(Path file, TensorFile content) {
    List<Integer> embedding = ImitatorFile.shape(file, content.tensors(), EMBEDDING);
    List<Integer> head = ImitatorFile.shape(file, content.tensors(), "head.weight");
    PolicyBinding binding = BindingMetadata.read(file, content.metadata());
    int layers = 0;
    while (content.tensors().containsKey("layers." + layers + ".linear1.weight")) {
      layers++;
    }
    int heads = BindingMetadata.number(file, content.metadata(), HEADS);
    return new TransformerImitator(
        new TransformerShape(
            embedding.get(1), binding.history(), layers, heads, embedding.get(0), head.get(0)),
        Dropout.NONE,
        Dropout.NONE,
        binding);
  }

  @Override
  public int inputSize() {
    return shape.input();
  }

  @Override
  public int outputSize() {
    return shape.outputs();
  }

  @Override
  public int parameterCount() {
    return shape.parameterCount();
  }

  @Override
  public void initialize(float[] theta, NumpyGenerator generator) {
    shape.initialize(theta, generator);
  }

  @Override
  public NetworkPass pass(int rows) {
    return new TransformerPass(shape);
  }

  @Override
  public NetworkPass trainingPass(int rows, RandomStreams streams) {
    return new TransformerPass(shape, embeddingDropout, dropout, streams);
  }

  @Override
  public Network network(float[] theta) {
    return new TransformerNetwork(shape, theta);
  }

  @Override
  public List<TensorSlice> tensors() {
    return shape.tensors();
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(BindingMetadata.of(binding));
    metadata.put(HEADS, Integer.toString(shape.heads()));
    return metadata;
  }
}
