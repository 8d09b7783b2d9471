package io.papilio.learner.language;

import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import io.papilio.learner.network.TransformerShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder-only Transformer, and the order of its parameters in a flat vector. A token's embedding
 * times sqrt(width) and a sinusoidal position are added, the blocks of {@link TransformerShape}
 * follow, and the norm of each position times the embeddings gives the logits of the next token.
 *
 * <p>Source: Vaswani et al., "Attention is all you need" (2017), sections 3.4 (tied embeddings) and
 * 3.5.
 *
 * @param vocabulary number of tokens
 * @param context most positions
 * @param layers number of blocks
 * @param heads of each block
 * @param width numbers in a position; a multiple of the heads, and even
 */
public record LanguageModelShape(int vocabulary, int context, int layers, int heads, int width) {
  /**
   * The embeddings, of the tokens that come in and those that go out. Shape: [vocabulary, width]
   */
  public static final String EMBEDDING = "embedding.weight";

  /** With as many in the blocks, an int still counts the parameters. */
  private static final int MOST_EMBEDDED = 1 << 30;

  public LanguageModelShape {
    Require.that(vocabulary > 1, "vocabulary", vocabulary, "> 1");
    Require.that(
        (double) vocabulary * width <= MOST_EMBEDDED,
        "vocabulary",
        vocabulary + " of width " + width,
        "at most 2^30 numbers");
    TransformerShape unused = new TransformerShape(1, context, layers, heads, width, 1);
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    List<TensorSlice> tensors = tensors();
    TensorSlice last = tensors.get(tensors.size() - 1);
    return last.offset() + last.size();
  }

  /** The tensors inside the flat vector, in its order. */
  public List<TensorSlice> tensors() {
    List<TensorSlice> tensors = new ArrayList<>();
    tensors.add(new TensorSlice(EMBEDDING, 0, List.of(vocabulary, width)));
    int offset = vocabulary * width;
    for (TensorSlice slice : new TransformerShape(1, 1, layers, heads, width, 1).tensors()) {
      if (slice.name().startsWith("layers.") || slice.name().startsWith("norm.")) {
        tensors.add(new TensorSlice(slice.name(), offset, slice.shape()));
        offset = Math.addExact(offset, slice.size());
      }
    }
    return tensors;
  }

  /**
   * Draws the parameters: embeddings from the normal distribution with variance 1/width, weights
   * and biases as PyTorch's {@code Linear} does by default, uniform in +-1/sqrt(fan in); norms
   * begin as the identity.
   */
  public void initialize(float[] flat, NumpyGenerator generator) {
    double bound = 0;
    for (TensorSlice slice : tensors()) {
      boolean norm = slice.name().contains("norm");
      // A bias follows its matrix, and has the same bound.
      bound = slice.shape().size() == 2 ? 1 / Math.sqrt(slice.shape().get(1)) : bound;
      double identity = slice.name().endsWith("weight") ? 1 : 0;
      for (int i = 0; i < slice.size(); i++) {
        double value =
            norm
                ? identity
                : slice.name().equals(EMBEDDING)
                    ? bound * generator.standardNormal()
                    : generator.uniform(-bound, bound);
        flat[slice.offset() + i] = (float) value;
      }
    }
  }
}
