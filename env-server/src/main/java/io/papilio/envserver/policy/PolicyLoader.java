package io.papilio.envserver.policy;

import com.google.protobuf.ByteString;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.policy.improper.GainPolicy;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.provenance.Digest;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.onnx.OnnxNetwork;
import io.papilio.kernels.FixedMlp;
import io.papilio.protocol.policy.PolicyBindingCodec;
import io.papilio.protocol.policy.PolicyTensors;
import io.papilio.protocol.v1.Policy;

/**
 * Makes policies from messages.
 *
 * @param named the policies that the server has by name
 * @param maxBytes of the data of one policy; 0 for no limit
 */
public record PolicyLoader(NamedPolicies named, long maxBytes) {
  private static final PolicyBinding ACTOR = PolicyBinding.PLAIN.withOutputs(OutputMapping.SCALE);

  /**
   * Checks a policy as far as that is possible without an environment.
   *
   * @throws InvalidValueException for one that cannot be used in any
   * @throws EnvironmentException CAPACITY_EXCEEDED for one that is too large
   */
  public LoadedPolicy load(Policy message) {
    ByteString data = message.getData();
    if (maxBytes > 0 && data.size() > maxBytes) {
      throw EnvironmentException.of(
          Reason.CAPACITY_EXCEEDED,
          "policy.data: " + data.size() + " bytes (expected: at most " + maxBytes + ")");
    }
    Digest digest = Digest.of(data.toByteArray());
    String expected = "sha256:" + digest.sha256();
    Require.that(
        message.getDigest().isEmpty() || message.getDigest().equals(expected),
        "policy.digest",
        message.getDigest(),
        expected);
    Require.that(message.getSeed() >= 0, "policy.seed", message.getSeed(), "below 2^63");
    return switch (message.getFormat()) {
      case POLICY_FORMAT_ONNX -> onnx(message, digest);
      case POLICY_FORMAT_SAFETENSORS -> tensors(message, digest);
      case POLICY_FORMAT_RANDOM ->
          plain(digest, spec -> new RandomPolicy(spec.actionSpace(), message.getSeed()));
      case POLICY_FORMAT_ZERO -> plain(digest, spec -> new ZeroPolicy(spec.actionSpace()));
      case POLICY_FORMAT_NAMED -> plain(digest, spec -> named(message.getName(), spec));
      case POLICY_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
          throw new InvalidValueException(
              "policy.format", message.getFormat(), "one of the protocol");
    };
  }

  private static LoadedPolicy plain(
      Digest digest,
      java.util.function.Function<EnvironmentSpec, io.papilio.core.policy.Policy> policies) {
    return new LoadedPolicy(policies, digest, 0, () -> {});
  }

  private io.papilio.core.policy.Policy named(String name, EnvironmentSpec spec) {
    return named
        .find(name, spec)
        .or(() -> PolicyText.parse(name).map(policy -> fitted(policy, spec)))
        .orElseThrow(
            () ->
                EnvironmentException.of(
                    Reason.UNKNOWN_POLICY,
                    "the server has no policy '"
                        + EnvironmentException.cut(name)
                        + "' for "
                        + spec.id()));
  }

  private static io.papilio.core.policy.Policy fitted(GainPolicy policy, EnvironmentSpec spec) {
    boolean boxes = spec.observationSpace() instanceof Box && spec.actionSpace() instanceof Box;
    Require.that(boxes, "policy", spec.id(), "observations and actions that are boxes");
    String sizes = spec.actionBox().size() + " x " + spec.observationBox().size();
    Require.that(policy.gain().describe().equals(sizes), "policy", policy.gain().describe(), sizes);
    return policy;
  }

  private static LoadedPolicy onnx(Policy message, Digest digest) {
    PolicyBinding binding = PolicyBindingCodec.binding(message.getBinding());
    OutputHead head = PolicyBindingCodec.head(message.getBinding(), message.getSeed());
    OnnxNetwork network = OnnxNetwork.load(message.getData());
    return new LoadedPolicy(
            spec -> FittedNetwork.of(network, binding, head, spec),
            digest,
            message.getData().size(),
            network::close)
        .withMaxBatch(network.rows());
  }

  private static LoadedPolicy tensors(Policy message, Digest digest) {
    PolicyBinding binding = PolicyBindingCodec.binding(message.getBinding());
    OutputHead head = PolicyBindingCodec.head(message.getBinding(), message.getSeed());
    PolicyTensors tensors = PolicyTensors.read(message.getData());
    int bytes = message.getData().size();
    if (tensors instanceof PolicyTensors.Gain linear) {
      LinearPolicy policy = new LinearPolicy(linear.gain());
      return new LoadedPolicy(
          spec -> FittedNetwork.of(policy, binding, head, spec), digest, bytes, () -> {});
    }
    PolicyTensors.Perceptron perceptron = (PolicyTensors.Perceptron) tensors;
    MlpWeights weights = perceptron.weights();
    Network network = new FixedMlp(weights.shape(), weights.parameters());
    return perceptron.actor()
        ? new LoadedPolicy(
            spec -> FittedNetwork.of(network, ACTOR, OutputHead.TANH, spec),
            digest,
            bytes,
            () -> {})
        : new LoadedPolicy(
            spec -> FittedNetwork.of(network, binding, head, spec), digest, bytes, () -> {});
  }
}
