package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The wrappers that there are, by name. */
public final class Wrappers {
  private static final SortedMap<String, BiFunction<Environment, KeywordArguments, Environment>>
      ALL =
          new TreeMap<>(
              Map.of(
                  "ClipAction", ClipAction::of,
                  "FrameStackObservation", FrameStackObservation::of,
                  "NormalizeObservation", NormalizeObservation::of,
                  "RecordEpisodeStatistics", RecordEpisodeStatistics::of,
                  "RepeatAction", RepeatAction::of,
                  "RescaleAction", RescaleAction::of,
                  "TimeLimit", TimeLimit::of));

  /** Other names for them: Gymnasium's before version 1.0, and a usual one. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "ActionRepeat", "RepeatAction",
          "FrameStack", "FrameStackObservation");

  private Wrappers() {}

  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet((SortedSet<String>) ALL.keySet());
  }

  /** The name that a wrapper is listed by; unknown names stay as they are. */
  static String canonical(String name) {
    return ALIASES.getOrDefault(name, name);
  }

  /**
   * Puts a wrapper around an environment, which is closed with it.
   *
   * @throws InvalidValueException for an unknown wrapper, an unknown or bad keyword, or an
   *     environment that the wrapper does not fit
   */
  public static Environment wrap(Environment environment, NamedWrapper wrapper) {
    var constructor = ALL.get(wrapper.name());
    if (constructor == null) {
      throw new InvalidValueException("wrapper", wrapper.name(), "one of " + names());
    }
    try {
      return constructor.apply(environment, wrapper.options());
    } catch (InvalidValueException refused) {
      throw new InvalidValueException("wrapper " + wrapper.name() + ": " + refused.getMessage());
    }
  }
}
