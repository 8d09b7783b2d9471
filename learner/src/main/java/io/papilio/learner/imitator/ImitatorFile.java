package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.network.TransformerShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An imitator's weights as a safetensors file: for an MLP the names and shapes of PyTorch's {@code
 * Sequential(Linear, ReLU, ..., Linear)}, for a linear imitator the matrix {@code K}, for a
 * Transformer those of PyTorch's {@code TransformerEncoderLayer}s.
 *
 * <p>Metadata: an input is the newest {@code history} observations (1 if it is absent), each
 * followed, unless {@code previous_action} is false, by the action before it. An output is {@code
 * chunk} actions (1 if it is absent). With {@code mixture_components} the outputs are the
 * parameters of a mixture. Of discrete actions they are logits, and {@code first_action} is the
 * action of the first. Of a Transformer {@code heads} is the number of attention heads.
 */
public final class ImitatorFile {
  /** Metadata: whether the action before follows each observation. */
  public static final String PREVIOUS_ACTION = BindingMetadata.PREVIOUS_ACTION;

  /** Metadata: number of components of the mixture that the outputs are parameters of. */
  public static final String MIXTURE_COMPONENTS = MixtureImitator.COMPONENTS;

  /** Metadata: {@code true} if actions are drawn from the mixture. */
  public static final String MIXTURE_SAMPLE = MixtureImitator.SAMPLE;

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
    metadata.putAll(imitator.metadata());
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
    Imitator body =
        kind(content)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        file + ": tensors",
                        tensors.keySet(),
                        "0.weight, 0.bias, 2.weight, ...; K; or embedding.weight, ..."))
            .read(file, content);
    Imitator imitator = withHead(file, body, content);
    content.requireValues(file, imitator.parameterCount());
    float[] theta = new float[imitator.parameterCount()];
    for (TensorSlice slice : imitator.tensors()) {
      Tensor tensor = tensors.get(slice.name());
      Require.that(
          tensor != null && tensor.shape().equals(slice.shape()),
          file + ": " + slice.name(),
          tensor == null ? "missing" : tensor.describe(),
          "shape " + slice.shape());
      float[] weights = tensor.toFloats();
      for (float weight : weights) {
        if (!Float.isFinite(weight)) {
          throw new InvalidValueException(file + ": " + slice.name(), weight, "finite weights");
        }
      }
      System.arraycopy(weights, 0, theta, slice.offset(), slice.size());
    }
    return imitator.policy(theta);
  }

  /** What an input and an output consist of. */
  public static PolicyBinding binding(Path file, Map<String, String> metadata) {
    return BindingMetadata.read(file, metadata);
  }

  /** The Transformer whose weights are the content of such a file; absent for another imitator. */
  public static Optional<TransformerShape> transformer(Path file, TensorFile content) {
    return ImitatorKind.TRANSFORMER.isIn(content)
        ? Optional.of(TransformerImitator.read(file, content).shape())
        : Optional.empty();
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
        matrix != null && matrix.shape().size() == 2,
        file + ": " + name,
        matrix == null ? "missing" : matrix.describe(),
        "rows and columns");
    return matrix.shape();
  }

  private static Imitator withHead(Path file, Imitator body, TensorFile content) {
    Map<String, String> metadata = content.metadata();
    if (metadata.containsKey(CategoricalImitator.FIRST_ACTION)) {
      return categorical(file, body, metadata);
    }
    if (body instanceof NetworkImitator network
        && metadata.containsKey(MixtureImitator.COMPONENTS)) {
      int components = BindingMetadata.number(file, metadata, MixtureImitator.COMPONENTS);
      return new MixtureImitator(
          network, components, "true".equals(metadata.get(MixtureImitator.SAMPLE)));
    }
    return body;
  }

  private static Imitator categorical(Path file, Imitator logits, Map<String, String> metadata) {
    try {
      long first = Long.parseLong(metadata.get(CategoricalImitator.FIRST_ACTION));
      String type = metadata.getOrDefault(CategoricalImitator.ACTION_TYPE, DType.INT64.name());
      Discrete actions = new Discrete(logits.outputSize(), first, DType.valueOf(type));
      return new CategoricalImitator(logits, actions);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(file + ": metadata", metadata, "an imitator's");
    }
  }
}
