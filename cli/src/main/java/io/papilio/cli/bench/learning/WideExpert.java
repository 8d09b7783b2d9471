package io.papilio.cli.bench.learning;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.kernels.FixedMlp;
import java.util.List;

/**
 * A shipped expert computed by a wider and deeper network: its units are the first of the layers,
 * layers behind its own pass their inputs on, and all other weights are zero. Its episodes are as
 * long as the expert's, and its actions cost what those of an imitator of that size cost.
 */
public final class WideExpert {
  private WideExpert() {}

  /**
   * The expert of an environment.
   *
   * @param hiddenLayers no fewer than the expert has
   * @param width units in a hidden layer, no fewer than the expert's
   */
  public static Policy of(EnvironmentSpec spec, int hiddenLayers, int width) {
    NetworkPolicy expert =
        (NetworkPolicy) ShippedExperts.load(spec.id(), spec.actionBox()).unwrapped();
    MlpWeights narrow = expert.network().weights().orElseThrow();
    int own = narrow.shape().layers() - 1;
    Integer[] sizes = new Integer[hiddenLayers + 2];
    sizes[0] = narrow.shape().input();
    for (int layer = 1; layer <= hiddenLayers; layer++) {
      sizes[layer] = width;
    }
    sizes[hiddenLayers + 1] = narrow.shape().output();
    MlpShape shape = new MlpShape(List.of(sizes));
    float[] parameters = new float[shape.parameterCount()];
    for (int layer = 0; layer < own; layer++) {
      copy(narrow, layer, shape, parameters, layer);
    }
    for (int layer = own; layer < hiddenLayers; layer++) {
      TensorSlice weight = shape.tensors("").get(2 * layer);
      for (int unit = 0; unit < narrow.shape().fanOut(own - 1); unit++) {
        // max(0, x) = x, since the inputs of these layers are not negative
        parameters[weight.offset() + unit * width + unit] = 1;
      }
    }
    copy(narrow, own, shape, parameters, hiddenLayers);
    return new NetworkPolicy(
        new FixedMlp(shape, parameters), expert.binding(), expert.head(), expert.actionSpace());
  }

  /** Copies a layer into the first rows and columns of another one. */
  private static void copy(
      MlpWeights narrow, int from, MlpShape shape, float[] parameters, int to) {
    int in = narrow.shape().fanIn(from);
    int out = narrow.shape().fanOut(from);
    TensorSlice weight = narrow.shape().tensors("").get(2 * from);
    TensorSlice bias = narrow.shape().tensors("").get(2 * from + 1);
    TensorSlice wideWeight = shape.tensors("").get(2 * to);
    TensorSlice wideBias = shape.tensors("").get(2 * to + 1);
    for (int o = 0; o < out; o++) {
      System.arraycopy(
          narrow.parameters(),
          weight.offset() + o * in,
          parameters,
          wideWeight.offset() + o * shape.fanIn(to),
          in);
    }
    System.arraycopy(narrow.parameters(), bias.offset(), parameters, wideBias.offset(), out);
  }
}
