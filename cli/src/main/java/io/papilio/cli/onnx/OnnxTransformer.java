package io.papilio.cli.onnx;

import io.papilio.learner.network.TransformerShape;
import java.util.List;

/**
 * The causal Transformer of {@link TransformerShape} in the operators of ONNX. Of the last layer
 * only the last position is computed, the one that acts.
 */
final class OnnxTransformer {
  /** PyTorch's default of {@code LayerNorm}. */
  private static final double EPSILON = 1e-5;

  /** What a position that must not be attended to adds to its score. */
  private static final float MASKED = -1e30f;

  private final TransformerShape shape;
  private final OnnxGraph graph;

  OnnxTransformer(TransformerShape shape, OnnxGraph graph) {
    this.shape = shape;
    this.graph = graph;
  }

  /**
   * Adds the nodes.
   *
   * @param input shape: [n, L d]
   * @return the outputs. Shape: [n, outputs]
   */
  String write(String input) {
    int history = shape.history();
    int width = shape.width();
    String x = graph.reshape("steps", input, -1, shape.stepSize());
    x = graph.linear("embedded", x, "embedding.weight", "embedding.bias");
    x = graph.reshape("embedded.windows", x, -1, history, width);
    String positions = graph.floats("positions", shape.positions(), history, width);
    String h = graph.node("Add", "positioned", List.of(x, positions));
    h = blocks(h, true);
    return graph.linear("head.outputs", h, "head.weight", "head.bias");
  }

  /**
   * Adds the blocks and the norm behind them.
   *
   * @param input shape: [n, L, width]
   * @param lastAlone whether only the last position is wanted
   * @return shape: [n, width] or [n L, width]
   */
  String blocks(String input, boolean lastAlone) {
    int history = shape.history();
    // A last layer that computes one position has it attend to all.
    boolean masked = shape.layers() > 1 || !lastAlone;
    String mask = masked ? graph.floats("mask", mask(), history, history) : "";
    String h = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      h = block("layers." + layer + ".", h, mask, lastAlone && layer == shape.layers() - 1);
    }
    return rows("norm.rows", norm("norm", h));
  }

  private String block(String prefix, String input, String mask, boolean last) {
    String attention = prefix + "self_attn.";
    int history = shape.history();
    int headSize = shape.width() / shape.heads();
    int positions = last ? 1 : history;
    String a = rows(prefix + "norm1.rows", norm(prefix + "norm1", input));
    String s =
        graph.linear(attention + "in", a, attention + "in_proj_weight", attention + "in_proj_bias");
    s = graph.reshape(attention + "split", s, -1, history, 3, shape.heads(), headSize);
    // [3, n, heads, L, width / heads]
    s = graph.transpose(attention + "qkv", s, 2L, 0L, 3L, 1L, 4L);
    String q = part(attention + "q", s, 0);
    String k = part(attention + "k", s, 1);
    String v = part(attention + "v", s, 2);
    String h = input;
    if (last) {
      q = lastPosition(attention + "q.last", q, 2);
      h = lastPosition(prefix + "last", h, 1);
    }
    // softmax(q k^T / sqrt(d_k) + mask) v
    String z = graph.transpose(attention + "k.transposed", k, 0L, 1L, 3L, 2L);
    z = graph.node("MatMul", attention + "scores", List.of(q, z));
    String scale =
        graph.floats(attention + "scale", new float[] {(float) (1 / Math.sqrt(headSize))}, 1);
    z = graph.node("Mul", attention + "scaled", List.of(z, scale));
    if (!last) {
      z = graph.node("Add", attention + "masked", List.of(z, mask));
    }
    z = graph.node("Softmax", attention + "weights", List.of(z), OnnxGraph.integer("axis", -1));
    String o = graph.node("MatMul", attention + "attended", List.of(z, v));
    o = graph.transpose(attention + "attended.positions", o, 0L, 2L, 1L, 3L);
    o = rows(attention + "attended.rows", o);
    o =
        graph.linear(
            attention + "out", o, attention + "out_proj.weight", attention + "out_proj.bias");
    h = add(prefix + "attended", h, o, positions);
    a = rows(prefix + "norm2.rows", norm(prefix + "norm2", h));
    String f =
        graph.linear(prefix + "hidden", a, prefix + "linear1.weight", prefix + "linear1.bias");
    f = graph.node("Gelu", prefix + "gelu", List.of(f));
    f = graph.linear(prefix + "feedforward", f, prefix + "linear2.weight", prefix + "linear2.bias");
    return add(prefix + "outputs", h, f, positions);
  }

  /** h + rows, the rows again as positions of windows. */
  private String add(String name, String h, String rows, int positions) {
    String windows = graph.reshape(name + ".windows", rows, -1, positions, shape.width());
    return graph.node("Add", name, List.of(h, windows));
  }

  private String norm(String name, String x) {
    return graph.node(
        "LayerNormalization",
        name + ".normed",
        List.of(x, graph.weight(name + ".weight"), graph.weight(name + ".bias")),
        OnnxGraph.integer("axis", -1),
        OnnxGraph.number("epsilon", EPSILON));
  }

  /** All positions of all windows as rows of a matrix. */
  private String rows(String name, String x) {
    return graph.reshape(name, x, -1, shape.width());
  }

  private String part(String name, String qkv, long index) {
    String one =
        graph.node("Gather", name + ".part", List.of(qkv, graph.integers(name + ".index", index)));
    return graph.node("Squeeze", name, List.of(one, graph.integers(name + ".axis", 0)));
  }

  private String lastPosition(String name, String x, long axis) {
    long history = shape.history();
    return graph.node(
        "Slice",
        name,
        List.of(
            x,
            graph.integers(name + ".start", history - 1),
            graph.integers(name + ".end", history),
            graph.integers(name + ".axis", axis)));
  }

  /** Zero where a position may attend, itself and those before. Shape: [L, L]. */
  private float[] mask() {
    int history = shape.history();
    float[] mask = new float[history * history];
    for (int t = 0; t < history; t++) {
      for (int after = t + 1; after < history; after++) {
        mask[t * history + after] = MASKED;
      }
    }
    return mask;
  }
}
