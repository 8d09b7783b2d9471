package io.papilio.cli.onnx;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.validation.Require;
import io.papilio.learner.language.LanguageModelFile;
import io.papilio.learner.language.LanguageModelShape;
import io.papilio.learner.network.TransformerShape;
import io.papilio.protocol.onnx.Model;
import java.nio.file.Path;
import java.util.List;

/**
 * Language models in the operators of ONNX. The input is {@value #INPUT}, int64 of shape [batch,
 * context], the output {@value #OUTPUT}, float32 of shape [batch, context, vocabulary]: the logits
 * of the token after each position. No position depends on later ones, so that any tokens may fill
 * the context behind a shorter text.
 */
public final class OnnxLanguageModel {
  private static final String INPUT = "tokens";
  private static final String OUTPUT = "logits";

  private OnnxLanguageModel() {}

  /**
   * The model of the weights in a file.
   *
   * @param file for messages
   * @throws io.papilio.core.validation.InvalidValueException when they are not a language model's
   */
  public static Model of(Path file, TensorFile content) {
    LanguageModelShape shape = LanguageModelFile.of(file, content).shape();
    int context = shape.context();
    int width = shape.width();
    OnnxGraph graph = new OnnxGraph(content);
    String embedding = graph.weight(LanguageModelShape.EMBEDDING);
    String h = graph.node("Gather", "embedded", List.of(embedding, INPUT));
    String scale = graph.floats("scale", new float[] {(float) Math.sqrt(width)}, 1);
    h = graph.node("Mul", "embedded.scaled", List.of(h, scale));
    String positions =
        graph.floats("positions", TransformerShape.positions(context, width), context, width);
    h = graph.node("Add", "positioned", List.of(h, positions));
    var blocks = new TransformerShape(1, context, shape.layers(), shape.heads(), width, 1);
    h = new OnnxTransformer(blocks, graph).blocks(h, false);
    h = graph.linear("logits.rows", h, LanguageModelShape.EMBEDDING, "");
    h = graph.reshape("logits.positions", h, -1, context, shape.vocabulary());
    graph.node("Identity", OUTPUT, List.of(h));
    Require.that(
        graph.unused().isEmpty(), file + "", "tensors " + graph.unused(), "a language model");
    return OnnxImitator.model(
        graph.build(
            OnnxGraph.port(INPUT, OnnxGraph.INT64, context),
            OnnxGraph.port(OUTPUT, OnnxGraph.FLOAT, context, shape.vocabulary())),
        content.metadata());
  }
}
