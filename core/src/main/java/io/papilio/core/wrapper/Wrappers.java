package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The available wrappers, by name. */
public final class Wrappers {
  private static final SortedMap<String, Entry> ALL = new TreeMap<>();

  static {
    add(ClipAction.DESCRIPTION, ClipAction::of);
    add(FrameStackObservation.DESCRIPTION, FrameStackObservation::of);
    add(NormalizeObservation.DESCRIPTION, NormalizeObservation::of);
    add(RecordEpisodeStatistics.DESCRIPTION, RecordEpisodeStatistics::of);
    add(RepeatAction.DESCRIPTION, RepeatAction::of);
    add(RescaleAction.DESCRIPTION, RescaleAction::of);
    add(TimeLimit.DESCRIPTION, TimeLimit::of);
  }

  /** Aliases: Gymnasium's names before version 1.0, and a common one. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "ActionRepeat", "RepeatAction",
          "FrameStack", "FrameStackObservation");

  private record Entry(
      WrapperDescription description,
      BiFunction<Environment, KeywordArguments, Environment> constructor) {}

  private Wrappers() {}

  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet((SortedSet<String>) ALL.keySet());
  }

  /** All wrappers, ordered by name. */
  public static List<WrapperDescription> descriptions() {
    return ALL.values().stream().map(Entry::description).toList();
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
    Entry entry = ALL.get(wrapper.name());
    if (entry == null) {
      throw new InvalidValueException("wrapper", wrapper.name(), "one of " + names());
    }
    try {
      wrapper.keywords().checkKnown(entry.description.keywords());
      return entry.constructor.apply(environment, wrapper.keywords());
    } catch (InvalidValueException refused) {
      throw refused.within("wrapper " + wrapper.name());
    }
  }

  private static void add(
      WrapperDescription description,
      BiFunction<Environment, KeywordArguments, Environment> constructor) {
    ALL.put(description.name(), new Entry(description, constructor));
  }
}
