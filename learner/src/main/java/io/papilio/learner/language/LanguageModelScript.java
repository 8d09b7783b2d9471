package io.papilio.learner.language;

import io.papilio.core.policy.TensorSlice;
import io.papilio.learner.network.TorchFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A language model in TorchScript, as functions of the tokens {@code x} [n, L], the flat parameters
 * {@code flat} [P] and the positions {@code positions} [L, width]. Each function is compiled once a
 * process.
 */
final class LanguageModelScript {
  /** PyTorch's default of {@code LayerNorm}. */
  private static final double EPSILON = 1e-5;

  private static final Map<Key, TorchFunction> COMPILED = new ConcurrentHashMap<>();

  private final LanguageModelShape shape;
  private final List<TensorSlice> tensors;
  private final List<String> lines = new ArrayList<>();
  private String indent = "";

  private enum Output {
    LOGITS,
    LOSS,
    COMPLETIONS
  }

  private record Key(LanguageModelShape shape, Output output) {}

  private LanguageModelScript(LanguageModelShape shape) {
    this.shape = shape;
    tensors = shape.tensors();
  }

  /** The logits of the tokens that follow each position. Shape: [n, L, vocabulary]. */
  static TorchFunction logits(LanguageModelShape shape) {
    return compiled(shape, Output.LOGITS);
  }

  /** The mean cross-entropy of the tokens of a further argument {@code y} [n, L]; a scalar. */
  static TorchFunction loss(LanguageModelShape shape) {
    return compiled(shape, Output.LOSS);
  }

  /**
   * Greedy completions, with a cache of keys and values. A further argument {@code lengths} [n]
   * says how many tokens of each row are given; the most likely ones take the place of the others.
   */
  static TorchFunction completions(LanguageModelShape shape) {
    return compiled(shape, Output.COMPLETIONS);
  }

  private static TorchFunction compiled(LanguageModelShape shape, Output output) {
    return COMPILED.computeIfAbsent(
        new Key(shape, output), key -> new LanguageModelScript(shape).compile(output));
  }

  private TorchFunction compile(Output output) {
    String sizes = tensors.stream().map(s -> "" + s.size()).collect(Collectors.joining(", "));
    line("p = torch.split_with_sizes(flat, [%s])", sizes);
    line("e = %s", parameter(LanguageModelShape.EMBEDDING));
    if (output == Output.COMPLETIONS) {
      complete();
      return new TorchFunction(List.of("x", "flat", "positions", "lengths"), lines);
    }
    line("h = torch.add(%s, positions)", embedding("x"));
    for (int layer = 0; layer < shape.layers(); layer++) {
      norm("layers." + layer + ".norm1");
      attendToAll("layers." + layer + ".self_attn.");
      feedForward("layers." + layer + ".");
    }
    norm("norm");
    line("z = torch.linear(a, e)");
    if (output == Output.LOGITS) {
      line("return z");
      return new TorchFunction(List.of("x", "flat", "positions"), lines);
    }
    line("return torch.cross_entropy_loss(torch.flatten(z, 0, 1), torch.flatten(y))");
    return new TorchFunction(List.of("x", "flat", "positions", "y"), lines);
  }

  /** Every position attends to itself and those before. */
  private void attendToAll(String attention) {
    projections(attention, 2);
    for (int i = 0; i < 3; i++) {
      line("%s = torch.transpose(%s, 1, 2)", "qkv".charAt(i), heads(i, 2));
    }
    line("o = torch.scaled_dot_product_attention(q, k, v, None, 0., True)");
    line("o = torch.flatten(torch.transpose(o, 1, 2), 2)");
    line("h = torch.add(h, %s)", linear("o", attention + "out_proj"));
  }

  private void complete() {
    line("m = torch.size(x, 1)");
    for (int layer = 0; layer < shape.layers(); layer++) {
      String size = "[torch.size(x, 0), " + shape.heads() + ", m, " + headSize() + "]";
      line("k%d = torch.new_zeros(flat, %s)", layer, size);
      line("v%d = torch.new_zeros(flat, %s)", layer, size);
    }
    line("y = torch.clone(x)");
    line("for t in range(torch.sub(m, 1)):");
    indent = "  ";
    line("i = torch.add(t, 1)");
    String token = embedding("torch.select(y, 1, t)");
    line("h = torch.add(%s, torch.select(positions, 0, t))", token);
    for (int layer = 0; layer < shape.layers(); layer++) {
      norm("layers." + layer + ".norm1");
      attendToCached("layers." + layer + ".self_attn.", layer);
      feedForward("layers." + layer + ".");
    }
    norm("norm");
    line("z = torch.argmax(torch.linear(a, e), 1)");
    line("z = torch.where(torch.le(lengths, i), z, torch.select(x, 1, i))");
    line("u = torch.copy_(torch.select(y, 1, i), z)");
    indent = "";
    line("return y");
  }

  /** The newest position attends to itself and to the keys and values of those before. */
  private void attendToCached(String attention, int layer) {
    projections(attention, 1);
    line("q = torch.unsqueeze(%s, 2)", heads(0, 1));
    line("u = torch.copy_(torch.select(k%d, 2, t), %s)", layer, heads(1, 1));
    line("u = torch.copy_(torch.select(v%d, 2, t), %s)", layer, heads(2, 1));
    line("k = torch.slice(k%d, 2, 0, i)", layer);
    line("v = torch.slice(v%d, 2, 0, i)", layer);
    line("o = torch.flatten(torch.scaled_dot_product_attention(q, k, v), 1)");
    line("h = torch.add(h, %s)", linear("o", attention + "out_proj"));
  }

  private void projections(String attention, int dimension) {
    int width = shape.width();
    String all = linear("a", attention + "in_proj_weight", attention + "in_proj_bias");
    line("s = torch.split_with_sizes(%s, [%d, %d, %d], %d)", all, width, width, width, dimension);
  }

  /** h = h + W_2 gelu(W_1 norm(h) + b_1) + b_2. */
  private void feedForward(String block) {
    norm(block + "norm2");
    line("f = torch.gelu(%s)", linear("a", block + "linear1"));
    line("h = torch.add(h, %s)", linear("f", block + "linear2"));
  }

  private void norm(String name) {
    String weight = parameter(name + ".weight");
    String bias = parameter(name + ".bias");
    line("a = torch.layer_norm(h, [%d], %s, %s, %s)", shape.width(), weight, bias, EPSILON);
  }

  private String embedding(String tokens) {
    return "torch.mul(torch.embedding(e, " + tokens + "), " + Math.sqrt(shape.width()) + ")";
  }

  /** Of the queries, keys or values, the numbers of each head apart. */
  private String heads(int part, int dimension) {
    String sizes = "[" + shape.heads() + ", " + headSize() + "]";
    return "torch.unflatten(s[" + part + "], " + dimension + ", " + sizes + ")";
  }

  private int headSize() {
    return shape.width() / shape.heads();
  }

  private String linear(String input, String layer) {
    return linear(input, layer + ".weight", layer + ".bias");
  }

  private String linear(String input, String weight, String bias) {
    return "torch.linear(" + input + ", " + parameter(weight) + ", " + parameter(bias) + ")";
  }

  /** A piece of the flat vector in its shape. */
  private String parameter(String name) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).name().equals(name)) {
        List<Integer> sizes = tensors.get(i).shape();
        return sizes.size() == 1 ? "p[" + i + "]" : "torch.view(p[" + i + "], " + sizes + ")";
      }
    }
    throw new IllegalArgumentException(name);
  }

  private void line(String format, Object... values) {
    lines.add(indent + String.format(Locale.ROOT, format, values));
  }
}
