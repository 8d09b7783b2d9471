package io.papilio.envserver.catalog;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.StepCost;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.validation.Require;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.core.wrapper.TimeLimit;
import io.papilio.core.wrapper.Wrappers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How one environment is made: the simulation of a factory in a time limit, the wrappers, and the
 * order of calls, from the innermost to the outermost.
 *
 * @param keywords {@code max_episode_steps} among them
 * @param wrappers the first innermost; all outside of the time limit, as in Gymnasium
 */
record EnvironmentRecipe(
    EnvironmentFactory factory, KeywordArguments keywords, List<NamedWrapper> wrappers) {
  private static final int MAX_WRAPPERS = 32;

  /** Of one environment step; it is abandoned between physics steps when its client has gone. */
  private static final int MAX_PHYSICS_STEPS = 4096;

  EnvironmentRecipe {
    Require.that(
        wrappers.size() <= MAX_WRAPPERS, "wrappers", wrappers.size(), "at most " + MAX_WRAPPERS);
    // Each multiplies the work of a step, which one request must not make endless.
    long repeats = wrappers.stream().filter(w -> w.name().equals("RepeatAction")).count();
    Require.that(repeats <= 1, "wrappers", repeats + " of RepeatAction", "at most 1");
    double steps = number(keywords, "frame_skip");
    for (NamedWrapper wrapper : wrappers) {
      steps *= number(wrapper.keywords(), "num_repeats");
    }
    Require.that(
        steps <= MAX_PHYSICS_STEPS,
        "frame_skip x num_repeats",
        String.format(Locale.ROOT, "%.0f", steps),
        "at most " + MAX_PHYSICS_STEPS);
  }

  /** A keyword argument that multiplies the work of a step; 1 where it is left out. */
  private static double number(KeywordArguments keywords, String name) {
    return keywords.values().get(name) instanceof Number n ? Math.max(1, n.doubleValue()) : 1;
  }

  /** The spec without wrappers. */
  EnvironmentSpec spec() {
    return TimeLimitKeyword.apply(keywords, factory.spec(TimeLimitKeyword.without(keywords)));
  }

  /** What a step costs: the wrappers of a client may multiply it. */
  StepCost stepCost() {
    return wrappers.isEmpty()
        ? factory.stepCost(TimeLimitKeyword.without(keywords))
        : StepCost.UNKNOWN;
  }

  /**
   * Makes the environment.
   *
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword or
   *     wrapper
   */
  CallOrder make() {
    EnvironmentSpec spec = spec();
    Environment environment =
        new TimeLimit(factory.create(TimeLimitKeyword.without(keywords)), spec.maxEpisodeSteps());
    try {
      for (NamedWrapper wrapper : wrappers) {
        environment = Wrappers.wrap(environment, wrapper);
      }
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
    return new CallOrder(
        environment, SnapshotLabel.of(spec.id(), configuration(), factory.libraries()));
  }

  /** Keywords and wrappers as one text. */
  private String configuration() {
    return wrappers.stream()
        .map(wrapper -> " " + wrapper.canonical())
        .collect(Collectors.joining("", keywords.canonical(), ""));
  }
}
