package io.papilio.cli.listing;

import io.papilio.cli.terminal.NumberText;
import io.papilio.cli.terminal.SpaceText;
import io.papilio.core.env.EnvironmentSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All environments, one line each, grouped by family. */
public final class EnvironmentTable {
  private EnvironmentTable() {}

  public static String of(List<ListedEnvironment> environments) {
    int width = environments.stream().mapToInt(e -> e.spec().id().length()).max().orElse(0);
    String form = "%-" + width + "s  %-11s  %-7s  %5s  %6s  %s";
    Map<String, List<ListedEnvironment>> families =
        environments.stream()
            .collect(
                Collectors.groupingBy(
                    ListedEnvironment::family, TreeMap::new, Collectors.toList()));
    TextLayout text = new TextLayout();
    families.forEach(
        (family, members) -> {
          text.line(format(form, family, "observation", "action", "steps", "solved", "task"));
          members.forEach(member -> text.line(row(form, member)));
          text.line("");
        });
    return text.toString();
  }

  private static String row(String form, ListedEnvironment environment) {
    EnvironmentSpec spec = environment.spec();
    return format(
        form,
        spec.id(),
        SpaceText.brief(spec.observationSpace()),
        SpaceText.brief(spec.actionSpace()),
        spec.maxEpisodeSteps().isPresent() ? "" + spec.maxEpisodeSteps().getAsInt() : "",
        spec.rewardThreshold().isPresent()
            ? NumberText.of(spec.rewardThreshold().getAsDouble())
            : "",
        environment.summary());
  }

  private static String format(String form, Object... columns) {
    return String.format(Locale.ROOT, form, columns);
  }
}
