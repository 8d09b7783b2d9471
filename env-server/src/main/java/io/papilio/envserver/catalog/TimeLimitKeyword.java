package io.papilio.envserver.catalog;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The keyword {@code max_episode_steps} of every environment, as of Gymnasium's {@code make}: it
 * overrides the time limit of the spec; -1 means no limit.
 */
final class TimeLimitKeyword {
  private static final String NAME = "max_episode_steps";
  private static final int NO_LIMIT = -1;

  private TimeLimitKeyword() {}

  /** The keyword of an environment with this spec, whose limit is the default. */
  static Keyword<Integer> of(EnvironmentSpec spec) {
    return Keyword.integer(
        NAME,
        spec.maxEpisodeSteps().orElse(NO_LIMIT),
        "time limit of an episode, " + NO_LIMIT + " for none");
  }

  /** The spec with the time limit of these keywords. */
  static EnvironmentSpec apply(KeywordArguments keywords, EnvironmentSpec spec) {
    int limit = keywords.get(of(spec));
    Require.that(limit > 0 || limit == NO_LIMIT, NAME, limit, "> 0, or -1 for no limit");
    return spec.withMaxEpisodeSteps(
        limit == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit));
  }

  /** The other keywords, which are the factory's. */
  static KeywordArguments without(KeywordArguments keywords) {
    if (!keywords.has(NAME)) {
      return keywords;
    }
    Map<String, Object> rest = new LinkedHashMap<>(keywords.values());
    rest.remove(NAME);
    return new KeywordArguments(rest);
  }
}
