package io.papilio.expert.shipped;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.policy.ExpertPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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

  /**
   * The metrics of an environment's expert from the first step on, as CSV: those of the runs that
   * its last run began from, if any, and its {@code metrics.csv}.
   */
  public static String metrics(String environmentId) {
    String folder = known(environmentId);
    String last =
        text(folder + "/metrics.csv")
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "shipped expert", "no metrics of " + folder, "a jar with all its files"));
    return text(folder + "/earlier-metrics.csv")
        .map(earlier -> earlier + last.substring(last.indexOf('\n') + 1))
        .orElse(last);
  }

  private static Optional<String> text(String resource) {
    try (InputStream in = ShippedExperts.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
    }
  }

  private static String known(String environmentId) {
    Require.that(IDS.contains(environmentId), "shipped expert", environmentId, "one of " + IDS);
    return environmentId;
  }
}
