package io.papilio.expert.shipped;

import io.papilio.core.env.Box;
import io.papilio.core.provenance.RunManifest;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.ExpertFile;
import io.papilio.expert.sac.ExpertPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The experts inside the jar: {@code <environment id>/model.safetensors}, and beside it the {@code
 * manifest.json} of the run that trained it, with the model's digest.
 */
public final class ShippedExperts {
  /** The environment that stands for all: the paper's. */
  public static final String CANONICAL = "Walker2d-v5";

  private static final List<String> IDS =
      List.of(CANONICAL, "Hopper-v5", "HalfCheetah-v5", "Ant-v5", "Humanoid-v5");

  private ShippedExperts() {}

  /** The environments that have an expert. */
  public static List<String> ids() {
    return IDS;
  }

  /** How the expert of an environment was trained, and how good it is. */
  public static RunManifest manifest(String environmentId) {
    try (ShippedFiles files = ShippedFiles.unpack(known(environmentId))) {
      return files.manifest();
    }
  }

  /**
   * The deterministic policy of an environment's expert.
   *
   * @param actionSpace of the environment to act in
   * @throws io.papilio.core.validation.InvalidValueException when there is none, or its file is not
   *     the one that was shipped
   */
  public static ExpertPolicy load(String environmentId, Box actionSpace) {
    try (ShippedFiles files = ShippedFiles.unpack(known(environmentId))) {
      files.verify();
      return ExpertFile.read(files.path(ExpertFile.NAME), actionSpace);
    }
  }

  /** The content of the {@code metrics.csv} of the run that trained an environment's expert. */
  public static String metrics(String environmentId) {
    String resource = known(environmentId) + "/metrics.csv";
    try (InputStream in = ShippedExperts.class.getResourceAsStream(resource)) {
      Require.that(in != null, "shipped expert", "no " + resource, "a jar with all its files");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
    }
  }

  private static String known(String environmentId) {
    Require.that(IDS.contains(environmentId), "shipped expert", environmentId, "one of " + IDS);
    return environmentId;
  }
}
