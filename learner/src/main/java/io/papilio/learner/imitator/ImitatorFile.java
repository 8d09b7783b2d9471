package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An imitator's weights as a safetensors file: for an MLP the names and shapes of PyTorch's {@code
 * Sequential(Linear, ReLU, ..., Linear)}, for a linear imitator the matrix {@code K}. An MLP's
 * input is the observation, then, unless the metadata {@code previous_action} is false, the
 * previous action. Of discrete actions the outputs are logits, and {@code first_action} is the
 * action of the first.
 */
public final class ImitatorFile {
  /** Metadata: whether the previous action follows the observation in the input. */
  public static final String PREVIOUS_ACTION = "previous_action";

  private static final String FIRST_ACTION = "first_action";
  private static final String ACTION_TYPE = "action_type";

  private ImitatorFile() {}

  /** Replaces the file in one step. */
  public static void write(Path file, Imitator imitator, float[] theta, long step) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSlice slice : imitator.tensors()) {
      float[] part = Arrays.copyOfRange(theta, slice.offset(), slice.offset() + slice.size());
      int[] shape = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(part, shape));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("step", Long.toString(step));
    metadata.put(PREVIOUS_ACTION, Boolean.toString(imitator.seesPreviousAction()));
    if (imitator instanceof CategoricalImitator categorical) {
      metadata.put(FIRST_ACTION, Long.toString(categorical.actions().start()));
      metadata.put(ACTION_TYPE, categorical.actions().dtype().name());
    }
    SafeTensors.write(file, new TensorFile(tensors, metadata));
  }

  /**
   * Reads the policy that a run has written.
   *
   * @throws InvalidValueException when the file is missing or holds something else
   */
  public static Policy read(Path file) {
    return policy(file, SafeTensors.read(file));
  }

  /**
   * The policy whose weights are the content of such a file.
   *
   * @param file for messages
   * @throws InvalidValueException when it holds something else
   */
  public static Policy policy(Path file, TensorFile content) {
    Map<String, Tensor> tensors = content.tensors();
    Map<String, String> metadata = content.metadata();
    Imitator body =
        kind(content)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        file + ": tensors",
                        tensors.keySet(),
                        "0.weight, 0.bias, 2.weight, ...; or K"))
            .read(file, content);
    Imitator imitator =
        metadata.containsKey(FIRST_ACTION) ? categorical(file, body, metadata) : body;
    float[] theta = new float[imitator.parameterCount()];
    for (TensorSlice slice : imitator.tensors()) {
      Tensor tensor = tensors.get(slice.name());
      Require.that(
          tensor != null && tensor.shape().equals(slice.shape()),
          file + ": " + slice.name(),
          tensor == null ? "missing" : tensor.describe(),
          "shape " + slice.shape());
      System.arraycopy(tensor.toFloats(), 0, theta, slice.offset(), slice.size());
    }
    return imitator.policy(theta);
  }

  /**
   * Whether a safetensors file holds the tensors of an imitator, and not those of something else.
   *
   * @throws InvalidValueException when it is no safetensors file
   */
  public static boolean isOne(Path file) {
    return kind(SafeTensors.read(file)).isPresent();
  }

  private static Optional<ImitatorKind> kind(TensorFile content) {
    return Arrays.stream(ImitatorKind.values()).filter(kind -> kind.isIn(content)).findFirst();
  }

  /** Rows and columns of a matrix. */
  static List<Integer> shape(Path file, Map<String, Tensor> tensors, String name) {
    Tensor matrix = tensors.get(name);
    Require.that(
        matrix.shape().size() == 2, file + ": " + name, matrix.describe(), "rows and columns");
    return matrix.shape();
  }

  private static Imitator categorical(Path file, Imitator logits, Map<String, String> metadata) {
    try {
      long first = Long.parseLong(metadata.get(FIRST_ACTION));
      DType type = DType.valueOf(metadata.getOrDefault(ACTION_TYPE, DType.INT64.name()));
      return new CategoricalImitator(logits, new Discrete(logits.actionSize(), first, type));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(file + ": metadata", metadata, "an imitator's");
    }
  }
}
