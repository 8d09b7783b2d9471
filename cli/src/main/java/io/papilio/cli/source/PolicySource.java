package io.papilio.cli.source;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.policy.improper.GainPolicy;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.policy.NamedPolicies;
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
    if (!choice.equals(PolicyChoice.EXPERT)) {
      Require.that(
          Files.isRegularFile(Path.of(text)),
          POLICY,
          text,
          "expert, random, zero or an existing file");
    }
    ExpertSource expert =
        ExpertSource.of(spec, environment.keywords().typed(), POLICY, choice.file());
    return new PolicySource(expert.name(), expert.policy(), Map.of(POLICY, expert.digest()));
  }
}
