package io.papilio.core.policy;

import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a multilayer perceptron with ReLU between its layers, as values.
 *
 * @param parameters the flat vector. Shape: [shape.parameterCount()]
 */
public record MlpWeights(MlpShape shape, float[] parameters) {
  public MlpWeights {
    int count = shape.parameterCount();
    Require.that(
        parameters.length == count, "parameters", parameters.length + " values", count + " values");
  }

  /** The perceptron that computes the first outputs of this one. */
  public MlpWeights firstOutputs(int count) {
    List<Integer> sizes = new ArrayList<>(shape.sizes());
    sizes.set(shape.layers(), count);
    MlpShape smaller = new MlpShape(sizes);
    List<TensorSlice> slices = shape.tensors("");
    int last = slices.get(slices.size() - 2).offset();
    int kept = count * shape.fanIn(shape.layers() - 1);
    int bias = slices.get(slices.size() - 1).offset();
    float[] values = Arrays.copyOf(parameters, smaller.parameterCount());
    System.arraycopy(parameters, last, values, last, kept);
    System.arraycopy(parameters, bias, values, last + kept, count);
    return new MlpWeights(smaller, values);
  }
}
