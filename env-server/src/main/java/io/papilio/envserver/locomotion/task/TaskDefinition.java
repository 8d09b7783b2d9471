package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.model.Version;
import java.util.List;
import java.util.function.Function;

/**
 * A family of tasks in one version: its description, and how keyword arguments make a task of it.
 *
 * @param summary as in {@link io.papilio.core.env.EnvironmentDescription}, like the next two
 * @param keywords all keywords but those of the model and of the view
 * @param choosesModel whether it accepts {@code xml_file}
 * @param tasks makes a task from keyword arguments whose names have been checked
 */
public record TaskDefinition(
    Version version,
    String summary,
    String reward,
    String termination,
    List<Keyword<?>> keywords,
    boolean choosesModel,
    Function<KeywordArguments, LocomotionTask> tasks) {
  /** The termination of a task without a way to fail. */
  public static final String NEVER = "never";

  /** A definition that accepts {@code xml_file} in version 5. */
  public TaskDefinition(
      Version version,
      String summary,
      String reward,
      String termination,
      List<Keyword<?>> keywords,
      Function<KeywordArguments, LocomotionTask> tasks) {
    this(version, summary, reward, termination, keywords, version == Version.V5, tasks);
  }
}
