package io.papilio.cli.source;

import io.papilio.cli.onnx.OnnxBinding;
import io.papilio.cli.onnx.OnnxCheckpoint;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.policy.improper.GainPolicy;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.provenance.Digest;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.protocol.policy.SentPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The policy that a command runs.
 *
 * @param name what it is, in words
 * @param inputs digests of what decides its actions
 */
public record PolicySource(String name, Policy policy, Map<String, Digest> inputs) {
  /** The setting, and the input of a manifest. */
  private static final String POLICY = "policy";

  private static final String ZERO = "zero";
  private static final String ONNX = ".onnx";

  /** The policies that every server of this program has by name. */
  public static final NamedPolicies SHIPPED =
      (name, spec) -> {
        try {
          return name.equals(PolicyChoice.EXPERT_WORD)
              ? Optional.of(ExpertSource.of(spec, KeywordArguments.NONE, POLICY, "").policy())
              : Optional.empty();
        } catch (InvalidValueException noExpert) {
          return Optional.empty();
        }
      };

  /**
   * A policy as it is typed: {@code expert}, {@code random}, {@code zero}, a {@linkplain PolicyText
   * text} with its gains, or a file of an actor, of an imitator or of an ONNX model. Actions are
   * clipped to the bounds of the action space.
   *
   * @param spec that of {@code environment}
   * @param seed of the run and its episode 0
   * @throws InvalidValueException naming the setting {@code policy}
   */
  public static PolicySource of(
      EnvironmentSpec spec, EnvironmentConfig environment, String text, long seed) {
    PolicyChoice choice = new PolicyChoice(text);
    if (choice.equals(PolicyChoice.RANDOM)) {
      return new PolicySource(
          "random actions", new RandomPolicy(spec.actionSpace(), seed), Map.of());
    } else if (text.equals(ZERO)) {
      return new PolicySource("zero actions", new ZeroPolicy(spec.actionSpace()), Map.of());
    }
    Optional<GainPolicy> written = PolicyText.parse(text);
    if (written.isPresent()) {
      return new PolicySource("the policy " + text, written.get(), Map.of());
    }
    Path file = Path.of(text);
    if (!choice.equals(PolicyChoice.EXPERT)) {
      Require.that(
          Files.isRegularFile(file), POLICY, text, "expert, random, zero or an existing file");
    }
    if (text.endsWith(ONNX)) {
      return new PolicySource(
          "the model in " + text, onnx(spec, file), Map.of(POLICY, Digest.ofFile(file)));
    } else if (!choice.equals(PolicyChoice.EXPERT) && ImitatorFile.isOne(file)) {
      return new PolicySource(
          "the imitator in " + text, imitator(spec, file), Map.of(POLICY, Digest.ofFile(file)));
    }
    ExpertSource expert =
        ExpertSource.of(spec, environment.keywords().typed(), POLICY, choice.file());
    return new PolicySource(expert.name(), expert.policy(), Map.of(POLICY, expert.digest()));
  }

  /**
   * The policy in the file of an imitator.
   *
   * @throws InvalidValueException when it takes observations of another size
   */
  public static Policy imitator(EnvironmentSpec spec, Path file) {
    Policy policy = ImitatorFile.read(file).within(spec.actionSpace());
    if (policy instanceof NetworkPolicy network
        && spec.observationSpace() instanceof Box observations
        && spec.actionSpace() instanceof Box actions) {
      int size = network.network().inputSize();
      int fitting = network.binding().inputSize(observations.size(), actions.size());
      Require.that(
          size == fitting, "" + file, "inputs of size " + size, ExpertSource.asIn(spec, fitting));
    }
    return policy;
  }

  private static Policy onnx(EnvironmentSpec spec, Path file) {
    var message = OnnxBinding.policy(file, OnnxCheckpoint.model(file));
    try {
      return new SentPolicy(
          new PolicyLoader(NamedPolicies.NONE, 0).load(message).in(spec), message);
    } catch (InvalidValueException e) {
      throw e.within(file.toString());
    }
  }
}
