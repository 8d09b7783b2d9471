package io.papilio.laboratory.diagnosis;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.learner.imitator.ImitatorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The weights of a multilayer perceptron with ReLU, as PyTorch's {@code Sequential(Linear, ReLU,
 * ..., Linear).state_dict()} names them, or of another imitator of ours.
 */
public record SafetensorsCheckpoint(Path file, TensorFile content) implements Checkpoint {
  private static final String FIRST_WEIGHT = "0.weight";

  /**
   * Reads a file. Where it does not say whether its policy sees the previous action, the size of
   * the input decides.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it is none
   */
  public static SafetensorsCheckpoint read(Path file, EnvironmentSpec environment) {
    TensorFile content = SafeTensors.read(file);
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    Tensor first = content.tensors().get(FIRST_WEIGHT);
    if (first != null && first.shape().size() == 2) {
      boolean observation = first.shape().get(1) == environment.observationBox().size();
      metadata.putIfAbsent(ImitatorFile.PREVIOUS_ACTION, Boolean.toString(!observation));
    }
    return new SafetensorsCheckpoint(file, new TensorFile(content.tensors(), metadata));
  }

  @Override
  public Map<String, List<Integer>> layout() {
    Map<String, List<Integer>> layout = new LinkedHashMap<>();
    content.tensors().forEach((name, tensor) -> layout.put(name, tensor.shape()));
    return layout;
  }

  @Override
  public float[] weights() {
    List<float[]> parts = content.tensors().values().stream().map(Tensor::toFloats).toList();
    float[] weights = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int offset = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, weights, offset, part.length);
      offset += part.length;
    }
    return weights;
  }

  @Override
  public <R> R act(float[] weights, Function<Policy, R> use) {
    return use.apply(ImitatorFile.policy(file, with(weights)));
  }

  @Override
  public void write(Path target, float[] weights) {
    SafeTensors.write(target, with(weights));
  }

  private TensorFile with(float[] weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int offset = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      int end = offset + entry.getValue().size();
      int[] shape = entry.getValue().shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(entry.getKey(), Tensor.float32(Arrays.copyOfRange(weights, offset, end), shape));
      offset = end;
    }
    return new TensorFile(tensors, content.metadata());
  }
}
