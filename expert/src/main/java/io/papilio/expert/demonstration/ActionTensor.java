package io.papilio.expert.demonstration;

import io.papilio.core.space.Tensor;
import java.util.List;

/** One action as a tensor. */
final class ActionTensor {
  private ActionTensor() {}

  /**
   * @param single whether as float32
   */
  static Tensor of(boolean single, double[] values, List<Integer> shape) {
    int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
    if (!single) {
      return Tensor.float64(values, axes);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return Tensor.float32(rounded, axes);
  }
}
