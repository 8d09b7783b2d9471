package io.papilio.artifacts.minari;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a data set is of.
 *
 * @param datasetId Minari's name of it, {@code namespace/name-vN}; Minari finds a data set under
 *     this path in its root directory
 * @param environment the environment's id; empty where a foreign data set does not say
 * @param keywords that the environment was made with
 * @param actionSpace a box or a discrete space
 * @param algorithm what chose the actions, in words
 * @param text what a reader should know
 * @param envSpec Gymnasium's {@code EnvSpec} as JSON, by which Minari makes the environment; empty
 *     where Gymnasium has none, or a foreign data set does not say
 */
public record MinariDescription(
    String datasetId,
    String environment,
    KeywordArguments keywords,
    Box observationSpace,
    Space actionSpace,
    String algorithm,
    String text,
    Optional<String> envSpec) {
  private static final Pattern ID =
      Pattern.compile("([-_\\w][-_\\w/]*[-_\\w]/)?[-_\\w]+-v\\d+", Pattern.UNICODE_CHARACTER_CLASS);

  public MinariDescription {
    Require.that(isId(datasetId), "dataset id", datasetId, "namespace/name-v0, as Minari's");
    MinariSpace.requireStorable("observation space", observationSpace);
    MinariSpace.requireStorable("action space", actionSpace);
  }

  /**
   * The id of a data set in a directory, under which Minari finds it: its last two names, or the
   * last one alone where nothing stands before it and the working directory is no namespace.
   *
   * @param setting that names the directory
   * @throws InvalidValueException for names that Minari does not read as an id, which would keep it
   *     from listing any data set of the root
   */
  public static String idOf(String setting, Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    String name = place.getNameCount() == 0 ? "" : place.getFileName().toString();
    Path parent = place.getParent();
    String id =
        parent == null || parent.getNameCount() == 0 ? name : parent.getFileName() + "/" + name;
    if (isId(id)) {
      return id;
    }
    boolean alone = directory.getNameCount() == 1 && isId(name);
    Require.that(
        alone, setting, directory, "a path that ends with NAMESPACE/NAME-v0, the id in Minari");
    return name;
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
