package io.papilio.cli.listing;

import io.papilio.cli.terminal.NumberText;
import io.papilio.cli.terminal.SpaceText;
import io.papilio.core.env.EnvironmentSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All environments, one line each, grouped by family. */
public final class EnvironmentTable {
  private static final String OBSERVATION = "observation";
  private static final String ACTION = "action";
  private static final String LEGEND =
      "steps: time limit; solved: the return at which the task counts as solved";

  private EnvironmentTable() {}

  public static String of(List<ListedEnvironment> environments) {
    String form =
        "%-"
            + width("", environments, e -> Stream.of(e.family(), e.spec().id()))
            + "s  %-"
            + width(OBSERVATION, environments, e -> Stream.of(observation(e)))
            + "s  %-"
            + width(ACTION, environments, e -> Stream.of(action(e)))
            + "s  %5s  %6s  %s";
    Map<String, List<ListedEnvironment>> families =
        environments.stream()
            .collect(
                Collectors.groupingBy(
                    ListedEnvironment::family, TreeMap::new, Collectors.toList()));
    TextLayout text = new TextLayout();
    families.forEach(
        (family, members) -> {
          text.line(format(form, family, OBSERVATION, ACTION, "steps", "solved", "task"));
          members.forEach(member -> text.line(row(form, member)));
          text.line("");
        });
    return text.line(LEGEND).toString();
  }

  /** Of a column with this header and these cells. */
  private static int width(
      String header,
      List<ListedEnvironment> environments,
      Function<ListedEnvironment, Stream<String>> cells) {
    return environments.stream()
        .flatMap(cells)
        .mapToInt(String::length)
        .reduce(header.length(), Math::max);
  }

  private static String row(String form, ListedEnvironment environment) {
    EnvironmentSpec spec = environment.spec();
    return format(
        form,
        spec.id(),
        observation(environment),
        action(environment),
        spec.maxEpisodeSteps().isPresent() ? "" + spec.maxEpisodeSteps().getAsInt() : "",
        spec.rewardThreshold().isPresent()
            ? NumberText.of(spec.rewardThreshold().getAsDouble())
            : "",
        environment.summary());
  }

  private static String observation(ListedEnvironment environment) {
    return SpaceText.brief(environment.spec().observationSpace());
  }

  private static String action(ListedEnvironment environment) {
    return SpaceText.brief(environment.spec().actionSpace());
  }

  private static String format(String form, Object... columns) {
    return String.format(Locale.ROOT, form, columns);
  }
}
