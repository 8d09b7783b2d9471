package io.papilio.protocol.policy;

import com.google.protobuf.ByteString;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.ClippedPolicy;
import io.papilio.core.policy.GreedyPolicy;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.space.DType;
import io.papilio.core.space.Space;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import java.util.Optional;

/** Policies as messages. */
public final class PolicyCodec {
  private PolicyCodec() {}

  /**
   * The message with which a server acts as this policy does, to the last bit.
   *
   * @param spec of the environment to act in
   * @return absent for a policy that only this process knows
   */
  public static Optional<Policy> toProto(
      io.papilio.core.policy.Policy policy, EnvironmentSpec spec) {
    io.papilio.core.policy.Policy known = policy.unwrapped();
    Space actions = spec.actionSpace();
    if (known instanceof SentPolicy sent) {
      return Optional.of(sent.message());
    } else if (known instanceof RandomPolicy random) {
      return random.actionSpace().equals(actions)
          ? Optional.of(message(PolicyFormat.POLICY_FORMAT_RANDOM, random.first()))
          : Optional.empty();
    } else if (known instanceof ZeroPolicy zero) {
      return zero.actionSpace().equals(actions)
          ? Optional.of(message(PolicyFormat.POLICY_FORMAT_ZERO, 0))
          : Optional.empty();
    } else if (known instanceof GreedyPolicy greedy) {
      return greedy.actions().equals(actions)
          ? logits(greedy.logits().unwrapped())
          : Optional.empty();
    } else if (known instanceof ClippedPolicy clipped
        && clipped.inner() instanceof LinearPolicy linear
        && clipped.actionSpace().equals(actions)) {
      return Optional.of(message(linear, OutputMapping.CLIP));
    } else if (known instanceof LinearPolicy linear) {
      return Optional.of(message(linear, OutputMapping.IDENTITY));
    }
    return known instanceof NetworkPolicy network && isFor(network, actions)
        ? message(network)
        : PolicyText.of(known).map(PolicyCodec::named);
  }

  private static Policy named(String name) {
    return Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_NAMED).setName(name).build();
  }

  /** A model of the ONNX format. */
  public static Policy onnx(byte[] model, PolicyBinding binding, OutputHead head) {
    return Policy.newBuilder()
        .setFormat(PolicyFormat.POLICY_FORMAT_ONNX)
        .setData(ByteString.copyFrom(model))
        .setBinding(PolicyBindingCodec.toProto(binding, head))
        .setSeed(head.seed())
        .build();
  }

  private static Policy message(PolicyFormat format, long seed) {
    return Policy.newBuilder().setFormat(format).setSeed(seed).build();
  }

  private static Policy message(LinearPolicy linear, OutputMapping mapping) {
    PolicyBinding binding = PolicyBinding.PLAIN.withOutputs(mapping);
    return Policy.newBuilder()
        .setFormat(PolicyFormat.POLICY_FORMAT_SAFETENSORS)
        .setData(PolicyTensors.write(linear.gain()))
        .setBinding(PolicyBindingCodec.toProto(binding, OutputHead.DETERMINISTIC))
        .build();
  }

  private static Optional<Policy> message(NetworkPolicy policy) {
    return policy
        .network()
        .weights()
        .map(
            weights ->
                Policy.newBuilder()
                    .setFormat(PolicyFormat.POLICY_FORMAT_SAFETENSORS)
                    .setData(PolicyTensors.write(weights))
                    .setBinding(PolicyBindingCodec.toProto(policy.binding(), policy.head()))
                    .setSeed(policy.head().seed())
                    .build());
  }

  private static Optional<Policy> logits(io.papilio.core.policy.Policy logits) {
    if (logits instanceof LinearPolicy linear) {
      return Optional.of(message(linear, OutputMapping.IDENTITY));
    }
    return logits instanceof NetworkPolicy network
            && network.binding().outputs() == OutputMapping.IDENTITY
        ? message(network)
        : Optional.empty();
  }

  /** Whether a server makes the same actions of the outputs. */
  private static boolean isFor(NetworkPolicy policy, Space actions) {
    if (policy.binding().outputs() != OutputMapping.IDENTITY) {
      return policy.actionSpace().equals(actions);
    }
    return actions instanceof io.papilio.core.space.Box box
        && policy.actionSpace().dtype() == DType.FLOAT32
        && policy.actionSpace().shape().equals(box.shape());
  }
}
