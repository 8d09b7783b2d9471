package io.papilio.core.env;

import java.util.List;
import java.util.stream.Stream;

/**
 * A description of an environment for people; {@code ./papilio environments} prints it.
 *
 * @param family the heading that it is listed under, for example {@code MuJoCo}
 * @param summary the task in a short sentence without a full stop
 * @param reward the reward of a step as a formula; keywords stand in it by their names
 * @param termination the condition that ends an episode, apart from its time limit
 * @param source the page of Gymnasium's documentation, or the paper with section and equation
 * @param keywords the keyword arguments of its constructor
 */
public record EnvironmentDescription(
    String family,
    String summary,
    String reward,
    String termination,
    String source,
    List<Keyword<?>> keywords) {
  /** The description of an environment whose factory gives none. */
  public static final EnvironmentDescription NONE =
      new EnvironmentDescription("", "", "", "", "", List.of());

  public EnvironmentDescription {
    keywords = List.copyOf(keywords);
  }

  /** This description with one more keyword at the end. */
  public EnvironmentDescription with(Keyword<?> keyword) {
    List<Keyword<?>> all = Stream.concat(keywords.stream(), Stream.of(keyword)).toList();
    return new EnvironmentDescription(family, summary, reward, termination, source, all);
  }
}
