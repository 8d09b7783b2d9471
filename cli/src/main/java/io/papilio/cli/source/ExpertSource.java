package io.papilio.cli.source;

import io.papilio.cli.onnx.OnnxBinding;
import io.papilio.cli.onnx.OnnxCheckpoint;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.expert.lqr.LinearExperts;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.protocol.policy.SentPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The expert that a command imitates.
 *
 * @param name what it is, in words
 * @param digest of what decides its actions
 */
public record ExpertSource(String name, Policy policy, Digest digest) {
  private static final String KNOWN = "expert";
  private static final String ONNX = ".onnx";

  /**
   * The expert of an environment, or a policy in a file.
   *
   * @param keywords that the environment was made with
   * @param setting that names the file
   * @param file of an actor, an imitator or an ONNX model; empty or {@value #KNOWN} takes the
   *     shipped expert, or that of a linear environment
   */
  public static ExpertSource of(
      EnvironmentSpec spec, KeywordArguments keywords, String setting, String file) {
    if (!file.isEmpty() && !file.equals(KNOWN)) {
      Path path = Path.of(file);
      Require.that(Files.isRegularFile(path), setting, file, "an existing file of a policy");
      Digest digest = Digest.ofFile(path);
      if (file.endsWith(ONNX)) {
        return new ExpertSource("the model in " + file, onnx(spec, path), digest);
      } else if (ImitatorFile.isOne(path)) {
        return new ExpertSource("the imitator in " + file, imitator(spec, path), digest);
      }
      boolean vectors = spec.observationSpace() instanceof Box && spec.actionSpace() instanceof Box;
      Require.that(vectors, "env", spec.id(), "one whose observations and actions are boxes");
      ExpertPolicy policy = ExpertFile.read(path, spec.actionBox());
      requireFits(spec, file, policy);
      return new ExpertSource("the expert in " + file, policy, digest);
    }
    if (LinearExperts.ids().contains(spec.id())) {
      Policy policy = LinearExperts.of(spec.id(), keywords);
      byte[] text = policy.toString().getBytes(StandardCharsets.UTF_8);
      return new ExpertSource(LinearExperts.name(spec.id()), policy, Digest.of(text));
    }
    if (ShippedExperts.ids().contains(spec.id())) {
      ExpertPolicy policy = ShippedExperts.load(spec.id(), spec.actionBox());
      requireFits(spec, setting, policy);
      Digest digest = ShippedExperts.manifest(spec.id()).outputs().get(ExpertFile.NAME);
      return new ExpertSource("the shipped SAC expert", policy, digest);
    }
    List<String> known =
        Stream.concat(ShippedExperts.ids().stream(), LinearExperts.ids().stream()).toList();
    throw new InvalidValueException(
        "env", spec.id(), "one with an expert, " + known + ", or --" + setting + " FILE");
  }

  private static Policy imitator(EnvironmentSpec spec, Path file) {
    Policy policy = ImitatorFile.read(file).within(spec.actionSpace());
    if (policy instanceof NetworkPolicy network
        && spec.observationSpace() instanceof Box observations
        && spec.actionSpace() instanceof Box actions) {
      int size = network.network().inputSize();
      int fitting = network.binding().inputSize(observations.size(), actions.size());
      Require.that(size == fitting, "" + file, "inputs of size " + size, asIn(spec, fitting));
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

  /** A size that an environment has, and what else may be the matter. */
  private static String asIn(EnvironmentSpec spec, int size) {
    return size + ", as in " + spec.id() + "; keyword arguments may change it: --env-keyword";
  }

  private static void requireFits(EnvironmentSpec spec, String place, ExpertPolicy policy) {
    int size = spec.observationBox().size();
    Require.that(
        policy.observationSize() == size,
        place,
        "an expert of observations of size " + policy.observationSize(),
        "size " + asIn(spec, size));
  }
}
