package io.papilio.learner.bc;

import io.papilio.core.env.Tensor;
import io.papilio.learner.checkpoint.SafeTensors;
import io.papilio.learner.checkpoint.TensorFile;
import io.papilio.learner.network.ParameterVector;
import io.papilio.learner.network.TensorSlice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An imitator's weights as a safetensors file: for an MLP the names and shapes of PyTorch's {@code
 * Sequential(Linear, ReLU, ..., Linear)}, for a linear imitator the matrix {@code K}.
 */
final class WeightsFile {
  private WeightsFile() {}

  static void write(Path file, Imitator imitator, ParameterVector theta, long step) {
    float[] values = theta.copy();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSlice slice : imitator.tensors()) {
      float[] part = Arrays.copyOfRange(values, slice.offset(), slice.offset() + slice.size());
      int[] shape = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(part, shape));
    }
    SafeTensors.write(file, new TensorFile(tensors, Map.of("step", Long.toString(step))));
  }
}
