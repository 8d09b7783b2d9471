package io.papilio.learner.language;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of a language model as a safetensors file, with the names and shapes of PyTorch's
 * {@code Embedding}, {@code TransformerEncoderLayer}s and {@code LayerNorm}. Metadata: {@code
 * step}, {@code context}, {@code heads}.
 *
 * @param theta shape: [shape.parameterCount()]
 */
public record LanguageModelFile(LanguageModelShape shape, float[] theta) {
  private static final String CONTEXT = "context";
  private static final String HEADS = "heads";

  /** Replaces the file in one step. */
  static void write(Path file, LanguageModelShape shape, float[] theta, long step) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSlice slice : shape.tensors()) {
      float[] part = Arrays.copyOfRange(theta, slice.offset(), slice.offset() + slice.size());
      int[] sizes = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(part, sizes));
    }
    SafeTensors.write(
        file,
        new TensorFile(
            tensors,
            Map.of("step", "" + step, CONTEXT, "" + shape.context(), HEADS, "" + shape.heads())));
  }

  /**
   * Reads a file.
   *
   * @throws InvalidValueException when it is missing or holds something else
   */
  public static LanguageModelFile read(Path file) {
    return of(file, SafeTensors.read(file));
  }

  /**
   * The model whose weights are the content of such a file.
   *
   * @param file for messages
   * @throws InvalidValueException when it holds something else
   */
  public static LanguageModelFile of(Path file, TensorFile content) {
    Map<String, Tensor> tensors = content.tensors();
    Tensor embedding = tensors.get(LanguageModelShape.EMBEDDING);
    if (embedding == null || embedding.shape().size() != 2) {
      throw new InvalidValueException(file + "", "" + tensors.keySet(), "a language model");
    }
    int layers = 0;
    while (tensors.containsKey("layers." + layers + ".norm1.weight")) {
      layers++;
    }
    LanguageModelShape shape =
        new LanguageModelShape(
            embedding.shape().get(0),
            number(file, content, CONTEXT),
            layers,
            number(file, content, HEADS),
            embedding.shape().get(1));
    content.requireValues(file, shape.parameterCount());
    float[] theta = new float[shape.parameterCount()];
    for (TensorSlice slice : shape.tensors()) {
      Tensor tensor = tensors.get(slice.name());
      Require.that(
          tensor != null && tensor.shape().equals(slice.shape()),
          file + ": " + slice.name(),
          tensor == null ? "missing" : tensor.describe(),
          "shape " + slice.shape());
      System.arraycopy(tensor.toFloats(), 0, theta, slice.offset(), slice.size());
    }
    return new LanguageModelFile(shape, theta);
  }

  private static int number(Path file, TensorFile content, String name) {
    String text = content.metadata().getOrDefault(name, "");
    Require.that(text.matches("[0-9]{1,9}"), file + ": " + name, text, "a number");
    return Integer.parseInt(text);
  }
}
