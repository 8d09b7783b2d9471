package io.papilio.cli.source;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.lqr.LinearExperts;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.policy.ExpertPolicy;
import io.papilio.expert.shipped.ShippedExperts;
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

  /**
   * @param keywords that the environment was made with
   * @param setting that names the file
   * @param file of an actor; empty or {@value #KNOWN} takes the shipped expert, or that of a linear
   *     environment
   */
  public static ExpertSource of(
      EnvironmentSpec spec, KeywordArguments keywords, String setting, String file) {
    if (!file.isEmpty() && !file.equals(KNOWN)) {
      Path path = Path.of(file);
      Require.that(Files.isRegularFile(path), setting, file, "an existing model.safetensors");
      boolean vectors = spec.observationSpace() instanceof Box && spec.actionSpace() instanceof Box;
      Require.that(vectors, "env", spec.id(), "one whose observations and actions are boxes");
      ExpertPolicy policy = ExpertFile.read(path, spec.actionBox());
      requireFits(spec, file, policy);
      return new ExpertSource("the expert in " + file, policy, Digest.ofFile(path));
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

  /** A size that an environment has, and what else may be the matter. */
  static String asIn(EnvironmentSpec spec, int size) {
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
