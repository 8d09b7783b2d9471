package io.papilio.cli.onnx;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.network.TransformerShape;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.OperatorSet;
import io.papilio.protocol.onnx.Property;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imitators as models: multilayer perceptrons, linear gains and Transformers. The input is {@value
 * #INPUT}, shape [batch, inputs], the output {@value #OUTPUT}, shape [batch, outputs], both
 * float32; actions are not clipped. The model has the metadata of its weights' file, by which
 * {@link OnnxBinding} connects it to an environment.
 *
 * <p>Outputs are actions, chunks of them, logits of discrete actions, or of a mixture that draws
 * its actions the parameters; another mixture becomes the mean of its likeliest component.
 */
public final class OnnxImitator {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final String GAIN = "K";

  /** Of ONNX 1.15 and later; ONNX Runtime has it since 1.17. */
  private static final int IR_VERSION = 9;

  /** The first with Gelu. */
  private static final int OPERATOR_SET = 20;

  private final Path file;
  private final TensorFile content;
  private final OnnxGraph graph;
  private final Map<String, String> metadata;

  private OnnxImitator(Path file, TensorFile content) {
    this.file = file;
    this.content = content;
    graph = new OnnxGraph(content);
    metadata = new LinkedHashMap<>(content.metadata());
  }

  /**
   * The model of the weights in a file.
   *
   * @param file for messages
   * @throws InvalidValueException when they are not an imitator's
   */
  public static Model of(Path file, TensorFile content) {
    return new OnnxImitator(file, content).model();
  }

  private Model model() {
    Optional<TransformerShape> transformer = ImitatorFile.transformer(file, content);
    List<String> layers = layers();
    String last;
    int inputs;
    int outputs;
    if (transformer.isPresent()) {
      last = new OnnxTransformer(transformer.get(), graph).write(INPUT);
      inputs = transformer.get().input();
      outputs = transformer.get().outputs();
    } else if (!layers.isEmpty()) {
      last = perceptron(layers);
      inputs = content.tensors().get(layers.get(0)).shape().get(1);
      outputs = content.tensors().get(layers.get(layers.size() - 1)).shape().get(0);
    } else {
      throw unknown(content.tensors().keySet());
    }
    if (!graph.unused().isEmpty()) {
      throw unknown(graph.unused());
    }
    if (metadata.containsKey(ImitatorFile.MIXTURE_COMPONENTS)
        && !"true".equals(metadata.get(ImitatorFile.MIXTURE_SAMPLE))) {
      int components = Integer.parseInt(metadata.remove(ImitatorFile.MIXTURE_COMPONENTS));
      outputs = (outputs / components - 1) / 2;
      last = likeliestMean(last, components, outputs);
    }
    graph.node("Identity", OUTPUT, List.of(last));
    return model(graph.build(INPUT, inputs, OUTPUT, outputs), metadata);
  }

  /** A graph as a model with metadata. */
  static Model model(Graph graph, Map<String, String> metadata) {
    List<Property> properties = new ArrayList<>();
    metadata.forEach(
        (name, value) ->
            properties.add(Property.newBuilder().setKey(name).setValue(value).build()));
    return Model.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("papilio")
        .addOpsetImport(OperatorSet.newBuilder().setVersion(OPERATOR_SET))
        .addAllMetadataProps(properties)
        .setGraph(graph)
        .build();
  }

  private InvalidValueException unknown(Object tensors) {
    return new InvalidValueException(
        file.toString(), "tensors " + tensors, "an imitator's, or the format safetensors");
  }

  /** Names of the weights of a perceptron's layers, or of linear gains. */
  private List<String> layers() {
    List<String> layers = new ArrayList<>();
    if (content.tensors().containsKey(GAIN)) {
      layers.add(GAIN);
    }
    for (int i = 0; content.tensors().containsKey(i + ".weight"); i += 2) {
      layers.add(i + ".weight");
    }
    return layers;
  }

  private String perceptron(List<String> layers) {
    String x = INPUT;
    for (String weight : layers) {
      if (!x.equals(INPUT)) {
        x = graph.node("Relu", x.replace("sum", "relu"), List.of(x));
      }
      boolean gains = weight.equals(GAIN);
      String bias = gains ? "" : weight.replace("weight", "bias");
      x = graph.linear(gains ? "gains" : weight.replace("weight", "sum"), x, weight, bias);
    }
    return x;
  }

  /** The mean of the component with the greatest weight, the first of equal ones. */
  private String likeliestMean(String parameters, int components, int size) {
    long means = components + (long) components * size;
    String logits = columns("mixture.logits", parameters, 0, components);
    String of = columns("mixture.means", parameters, components, means);
    of = graph.reshape("mixture.components", of, -1, components, size);
    String best =
        graph.node("ArgMax", "mixture.likeliest", List.of(logits), OnnxGraph.integer("axis", 1));
    best = graph.reshape("mixture.index", best, -1, 1, 1);
    String shape = graph.integers("mixture.size", 1, 1, size);
    best = graph.node("Expand", "mixture.indices", List.of(best, shape));
    String mean =
        graph.node(
            "GatherElements", "mixture.mean", List.of(of, best), OnnxGraph.integer("axis", 1));
    return graph.reshape("mixture.action", mean, -1, size);
  }

  private String columns(String name, String x, long from, long to) {
    return graph.node(
        "Slice",
        name,
        List.of(
            x,
            graph.integers(name + ".start", from),
            graph.integers(name + ".end", to),
            graph.integers(name + ".axis", 1)));
  }
}
