package io.papilio.artifacts.minari;

import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.validation.Require;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a data set is of.
 *
 * @param datasetId Minari's name of it, {@code namespace/name-vN}; Minari finds a data set under
 *     this path in its root directory
 * @param environment the environment's id; empty where a foreign data set does not say
 * @param actionSpace a box or a discrete space
 * @param algorithm what chose the actions, in words
 * @param text what a reader should know
 * @param envSpec Gymnasium's {@code EnvSpec} as JSON, by which Minari makes the environment; empty
 *     where Gymnasium has none, or a foreign data set does not say
 */
public record MinariDescription(
    String datasetId,
    String environment,
    Box observationSpace,
    Space actionSpace,
    String algorithm,
    String text,
    Optional<String> envSpec) {
  private static final Pattern ID =
      Pattern.compile("([-_\\w][-_\\w/]*[-_\\w]/)?[-_\\w]+-v\\d+", Pattern.UNICODE_CHARACTER_CLASS);

  public MinariDescription {
    Require.that(
        ID.matcher(datasetId).matches(), "dataset id", datasetId, "namespace/name-v0, as Minari's");
    MinariSpace.requireStorable("observation space", observationSpace);
    MinariSpace.requireStorable("action space", actionSpace);
  }
}
