package io.papilio.protocol.policy;

import com.google.protobuf.ByteString;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the data of a policy in the format SAFETENSORS are, by the names of the tensors. */
public sealed interface PolicyTensors {
  /** The matrix K of u = K x. */
  record Gain(Matrix gain) implements PolicyTensors {}

  /**
   * A multilayer perceptron.
   *
   * @param actor whether it is the mean of SAC's actor, which is scaled after a tanh
   */
  record Perceptron(MlpWeights weights, boolean actor) implements PolicyTensors {}

  /**
   * Reads the data of a policy.
   *
   * @throws InvalidValueException for bytes that are none of these
   */
  static PolicyTensors read(ByteString data) {
    Map<String, Tensor> tensors = SafeTensorsBytes.read(data);
    if (tensors.containsKey("K")) {
      Tensor gain = matrix(tensors, "K");
      return new Gain(Matrix.of(gain.shape().get(0), gain.shape().get(1), gain.toDoubles()));
    }
    boolean actor = tensors.containsKey("actor.mu.weight");
    String prefix = actor ? "actor.latent_pi." : "";
    List<String> layers = new ArrayList<>();
    for (int i = 0; tensors.containsKey(prefix + i + ".weight"); i += 2) {
      layers.add(prefix + i);
    }
    if (actor) {
      layers.add("actor.mu");
    }
    if (layers.isEmpty()) {
      throw new InvalidValueException(
          "policy.data", tensors.keySet(), "K; or 0.weight, 0.bias, 2.weight, ...");
    }
    return new Perceptron(perceptron(tensors, layers), actor);
  }

  /** The data of u = K x. */
  static ByteString write(Matrix gain) {
    return SafeTensorsBytes.write(
        Map.of("K", Tensor.float64(gain.toRowMajor(), gain.rows(), gain.columns())));
  }

  /** The data of a perceptron. */
  static ByteString write(MlpWeights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSlice slice : weights.shape().tensors("")) {
      float[] part =
          Arrays.copyOfRange(weights.parameters(), slice.offset(), slice.offset() + slice.size());
      int[] shape = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(part, shape));
    }
    return SafeTensorsBytes.write(tensors);
  }

  private static MlpWeights perceptron(Map<String, Tensor> tensors, List<String> layers) {
    List<Integer> sizes = new ArrayList<>();
    for (String layer : layers) {
      List<Integer> shape = matrix(tensors, layer + ".weight").shape();
      int inputs = sizes.isEmpty() ? shape.get(1) : sizes.get(sizes.size() - 1);
      Require.that(
          shape.get(1) == inputs, "policy.data " + layer, "shape " + shape, inputs + " columns");
      if (sizes.isEmpty()) {
        sizes.add(inputs);
      }
      sizes.add(shape.get(0));
    }
    MlpShape shape = new MlpShape(sizes);
    float[] parameters = new float[shape.parameterCount()];
    int offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      float[] weight = matrix(tensors, layers.get(i) + ".weight").toFloats();
      float[] bias = tensor(tensors, layers.get(i) + ".bias").toFloats();
      Require.that(
          bias.length == shape.fanOut(i),
          "policy.data " + layers.get(i) + ".bias",
          "size " + bias.length,
          "" + shape.fanOut(i));
      System.arraycopy(weight, 0, parameters, offset, weight.length);
      System.arraycopy(bias, 0, parameters, offset + weight.length, bias.length);
      offset += weight.length + bias.length;
    }
    return new MlpWeights(shape, parameters);
  }

  private static Tensor matrix(Map<String, Tensor> tensors, String name) {
    Tensor matrix = tensor(tensors, name);
    Require.that(matrix.shape().size() == 2, "policy.data " + name, matrix.describe(), "a matrix");
    return matrix;
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidValueException("policy.data", "no tensor " + name, "its weights");
    }
    return tensor;
  }
}
