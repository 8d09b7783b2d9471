package io.papilio.cli.listing;

import io.papilio.cli.terminal.NumberText;
import io.papilio.cli.terminal.SpaceText;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.wrapper.WrapperDescription;
import java.util.List;

/** Everything that is known of one environment, and the wrappers. */
public final class EnvironmentPage {
  private static final int LABELS = 15;
  private static final int KEYWORDS = 34;

  private EnvironmentPage() {}

  public static String of(ListedEnvironment environment) {
    EnvironmentSpec spec = environment.spec();
    TextLayout text = new TextLayout();
    String summary = environment.summary();
    text.line(spec.id() + (summary.isEmpty() ? "" : ": " + summary)).line("");
    text.define("observation", LABELS, SpaceText.full(spec.observationSpace()));
    text.define("action", LABELS, SpaceText.full(spec.actionSpace()));
    text.define("time limit", LABELS, timeLimit(spec));
    spec.rewardThreshold()
        .ifPresent(
            threshold ->
                text.define("solved", LABELS, "at a return of " + NumberText.of(threshold)));
    text.define("rendering", LABELS, rendering(spec));
    environment
        .description()
        .ifPresent(
            description -> {
              describe(text, "reward", description.reward());
              describe(text, "termination", description.termination());
              describe(text, "source", description.source());
              if (!description.keywords().isEmpty()) {
                text.line("").line("Keyword arguments, with their defaults");
                description.keywords().forEach(keyword -> define(text, "  ", keyword));
              }
            });
    return text.toString();
  }

  /** The wrappers with their keywords. */
  public static String of(List<WrapperDescription> wrappers) {
    TextLayout text = new TextLayout().line("Wrappers");
    for (WrapperDescription wrapper : wrappers) {
      text.define("  " + wrapper.name(), KEYWORDS, wrapper.summary());
      wrapper.keywords().forEach(keyword -> define(text, "    ", keyword));
    }
    return text.toString();
  }

  private static void describe(TextLayout text, String label, String value) {
    if (!value.isEmpty()) {
      text.define(label, LABELS, value);
    }
  }

  private static void define(TextLayout text, String indent, Keyword<?> keyword) {
    String value = keyword.required() ? " (required)" : " = " + keyword.defaultText();
    text.define(indent + keyword.name() + value, KEYWORDS, keyword.description());
  }

  private static String timeLimit(EnvironmentSpec spec) {
    int limit = spec.maxEpisodeSteps().orElse(0);
    return limit == 0 ? "none" : limit == 1 ? "1 step" : limit + " steps";
  }

  private static String rendering(EnvironmentSpec spec) {
    List<String> modes = spec.rendering().modes();
    return modes.isEmpty()
        ? "none"
        : String.join(", ", modes) + ", " + spec.rendering().framesPerSecond() + " frames/s";
  }
}
