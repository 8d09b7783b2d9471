package io.papilio.learner.imitator;

import io.papilio.core.policy.Network;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Box;
import io.papilio.learner.loss.ActionLoss;
import io.papilio.learner.loss.MixtureLikelihood;
import io.papilio.learner.loss.OutputLoss;
import io.papilio.learner.network.NetworkPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mixtures of Gaussians over actions or chunks of them: trained by their likelihood, acting by the
 * mean of the component with the greatest weight, or by draws that the episode's seed decides.
 *
 * @param body computes the parameters of the mixture, as {@link MixtureLikelihood} orders them
 * @param components of the mixture
 * @param sample whether actions are drawn
 */
record MixtureImitator(NetworkImitator body, int components, boolean sample) implements Imitator {
  /** Number of components in the metadata of a file. */
  static final String COMPONENTS = "mixture_components";

  /** In the metadata of a file: true if actions are drawn. */
  static final String SAMPLE = "mixture_sample";

  @Override
  public PolicyBinding binding() {
    return body.binding();
  }

  @Override
  public int inputSize() {
    return body.inputSize();
  }

  @Override
  public int outputSize() {
    return body.outputSize();
  }

  @Override
  public int parameterCount() {
    return body.parameterCount();
  }

  @Override
  public void initialize(float[] theta, NumpyGenerator generator) {
    body.initialize(theta, generator);
  }

  @Override
  public NetworkPass pass(int rows) {
    return body.pass(rows);
  }

  @Override
  public NetworkPass trainingPass(int rows, RandomStreams streams) {
    return body.trainingPass(rows, streams);
  }

  @Override
  public OutputLoss loss(ActionLoss distance) {
    return new MixtureLikelihood(components);
  }

  @Override
  public Policy policy(float[] theta) {
    Network network = body.network(theta);
    Network mean = new LikeliestMean(network, components);
    if (!sample) {
      return NetworkPolicy.unbounded(mean, binding());
    }
    float infinity = Float.POSITIVE_INFINITY;
    return new NetworkPolicy(
        network,
        binding(),
        OutputHead.mixture(components, false, 0),
        Box.float32(mean.outputSize(), -infinity, infinity));
  }

  @Override
  public List<TensorSlice> tensors() {
    return body.tensors();
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(body.metadata());
    metadata.put(COMPONENTS, Integer.toString(components));
    if (sample) {
      metadata.put(SAMPLE, "true");
    }
    return metadata;
  }

  /** The mean of the component with the greatest weight, the first of equal ones. */
  private record LikeliestMean(Network mixture, int components) implements Network {
    @Override
    public int inputSize() {
      return mixture.inputSize();
    }

    @Override
    public int outputSize() {
      return (mixture.outputSize() / components - 1) / 2;
    }

    @Override
    public void forward(float[] inputs, int n, float[] outputs) {
      float[] parameters = new float[n * mixture.outputSize()];
      mixture.forward(inputs, n, parameters);
      for (int row = 0; row < n; row++) {
        int from = row * mixture.outputSize();
        int likeliest = 0;
        for (int c = 1; c < components; c++) {
          likeliest = parameters[from + c] > parameters[from + likeliest] ? c : likeliest;
        }
        int mean = from + components + likeliest * outputSize();
        System.arraycopy(parameters, mean, outputs, row * outputSize(), outputSize());
      }
    }
  }
}
