package io.papilio.learner.network;

import io.papilio.core.policy.TensorSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The causal Transformer in TorchScript, as functions of the inputs {@code x} [n, L, d], the flat
 * parameters {@code flat} [P] and the positions {@code positions} [L, width]; with dropout also of
 * the masks. Each function is compiled once a process.
 */
final class TransformerScript {
  /** PyTorch's default of {@code LayerNorm}. */
  private static final double EPSILON = 1e-5;

  private static final Map<Key, TorchFunction> COMPILED = new ConcurrentHashMap<>();

  private final Key key;
  private final TransformerShape shape;
  private final Map<String, TensorSlice> tensors;
  private final List<String> names;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param attention whether the function gives the attention weights instead of the outputs
   */
  private record Key(
      TransformerShape shape, boolean embeddingDropout, boolean dropout, boolean attention) {}

  private TransformerScript(Key key) {
    this.key = key;
    shape = key.shape();
    names = shape.tensors().stream().map(TensorSlice::name).toList();
    tensors = shape.tensors().stream().collect(Collectors.toMap(TensorSlice::name, s -> s));
  }

  /**
   * The outputs. Shape: [n, outputs].
   *
   * @param embeddingDropout whether an argument {@code mask} [n, L, width] follows
   * @param dropout whether an argument {@code mask0}, {@code mask1}, ... follows for each layer:
   *     [n, L, hidden], of the last one [n, 1, hidden]
   */
  static TorchFunction outputs(TransformerShape shape, boolean embeddingDropout, boolean dropout) {
    return compiled(new Key(shape, embeddingDropout, dropout, false));
  }

  /** The attention weights. Shape: [n, layers, heads, L, L]. */
  static TorchFunction attention(TransformerShape shape) {
    return compiled(new Key(shape, false, false, true));
  }

  private static TorchFunction compiled(Key key) {
    return COMPILED.computeIfAbsent(key, k -> new TransformerScript(k).compile());
  }

  private TorchFunction compile() {
    embed();
    for (int layer = 0; layer < shape.layers(); layer++) {
      block(layer);
    }
    if (key.attention()) {
      line("return torch.stack([%s], 1)", numbered("w"));
    } else {
      norm("norm");
      line("return torch.select(%s, 1, 0)", linear("a", "head"));
    }
    List<String> arguments = new ArrayList<>(List.of("x", "flat", "positions"));
    if (key.embeddingDropout()) {
      arguments.add("mask");
    }
    if (key.dropout()) {
      arguments.addAll(List.of(numbered("mask").split(", ")));
    }
    return new TorchFunction(arguments, lines);
  }

  /** h = x W^T + b + positions. */
  private void embed() {
    // One split: its gradient is one concatenation, where each of many slices would have a gradient
    // as long as flat.
    String sizes =
        shape.tensors().stream().map(s -> "" + s.size()).collect(Collectors.joining(", "));
    line("p = torch.split_with_sizes(flat, [%s])", sizes);
    line("h = torch.add(%s, positions)", linear("x", "embedding"));
    if (key.embeddingDropout()) {
      line("h = torch.mul(h, mask)");
    }
  }

  private void block(int layer) {
    String prefix = "layers." + layer + ".";
    String attention = prefix + "self_attn.";
    // h = h + concat(attention(norm(h))) W^T + b
    norm(prefix + "norm1");
    boolean last = layer == shape.layers() - 1 && !key.attention();
    if (last) {
      attendFromLastPosition(attention);
    } else {
      attend(attention, layer);
    }
    int positions = last ? 1 : shape.history();
    line("o = torch.reshape(torch.transpose(o, 1, 2), [-1, %d, %d])", positions, shape.width());
    line("h = torch.add(h, %s)", linear("o", attention + "out_proj"));
    // h = h + W_2 gelu(W_1 norm(h) + b_1) + b_2
    norm(prefix + "norm2");
    line("f = torch.gelu(%s)", linear("a", prefix + "linear1"));
    if (key.dropout()) {
      line("f = torch.mul(f, mask%d)", layer);
    }
    line("h = torch.add(h, %s)", linear("f", prefix + "linear2"));
  }

  private void attend(String attention, int layer) {
    int width = shape.width();
    line("s = %s", linear("a", attention + "in_proj_weight", attention + "in_proj_bias"));
    line("s = torch.split_with_sizes(s, [%d, %d, %d], 2)", width, width, width);
    line("q = %s", heads("s[0]"));
    line("k = %s", heads("s[1]"));
    line("v = %s", heads("s[2]"));
    if (!key.attention()) {
      line("o = torch.scaled_dot_product_attention(q, k, v, None, 0., True)");
      return;
    }
    // w = softmax(q k^T / sqrt(d_k)), a position attending to itself and those before
    line("z = torch.matmul(q, torch.transpose(k, 2, 3))");
    line("z = torch.mul(z, %s)", 1 / Math.sqrt((double) width / shape.heads()));
    line("z = torch.sub(z, torch.mul(torch.triu(torch.ones_like(z), 1), 1.0e30))");
    line("w%d = torch.softmax(z, 3)", layer);
    line("o = torch.matmul(w%d, v)", layer);
  }

  /** In the last layer nothing but the last position becomes an output; it attends to all. */
  private void attendFromLastPosition(String attention) {
    int width = shape.width();
    String sizes = "[" + width + ", " + 2 * width + "]";
    line("m = torch.split_with_sizes(%s, %s)", parameter(attention + "in_proj_weight"), sizes);
    line("c = torch.split_with_sizes(%s, %s)", parameter(attention + "in_proj_bias"), sizes);
    line("q = %s", heads("torch.linear(" + lastPosition("a") + ", m[0], c[0])"));
    line("s = torch.split_with_sizes(torch.linear(a, m[1], c[1]), [%d, %d], 2)", width, width);
    line("k = %s", heads("s[0]"));
    line("v = %s", heads("s[1]"));
    line("o = torch.scaled_dot_product_attention(q, k, v)");
    line("h = %s", lastPosition("h"));
  }

  private void norm(String name) {
    line(
        "a = torch.layer_norm(h, [%d], %s, %s, %s)",
        shape.width(), parameter(name + ".weight"), parameter(name + ".bias"), EPSILON);
  }

  private String linear(String input, String layer) {
    return linear(input, layer + ".weight", layer + ".bias");
  }

  private String linear(String input, String weight, String bias) {
    return "torch.linear(" + input + ", " + parameter(weight) + ", " + parameter(bias) + ")";
  }

  /** [n, positions, width] as [n, heads, positions, width / heads]. */
  private String heads(String input) {
    String sizes = "[" + shape.heads() + ", " + shape.width() / shape.heads() + "]";
    return "torch.transpose(torch.unflatten(" + input + ", 2, " + sizes + "), 1, 2)";
  }

  private String lastPosition(String input) {
    int last = shape.history() - 1;
    return "torch.slice(" + input + ", 1, " + last + ", " + (last + 1) + ")";
  }

  /** A piece of the flat vector in its shape. */
  private String parameter(String name) {
    String piece = "p[" + names.indexOf(name) + "]";
    List<Integer> sizes = tensors.get(name).shape();
    return sizes.size() == 1 ? piece : "torch.view(" + piece + ", " + sizes + ")";
  }

  private String numbered(String prefix) {
    return IntStream.range(0, shape.layers())
        .mapToObj(layer -> prefix + layer)
        .collect(Collectors.joining(", "));
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
