package io.papilio.cli.source;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.expert.shipped.ShippedExperts;

/**
 * The environment of a command.
 *
 * @param env its id
 */
public record EnvironmentConfig(
    @Setting("environment to act in") @DefaultValue(ShippedExperts.CANONICAL) String env,
    EnvironmentKeywords keywords) {
  /** The environment and its keywords, for people. */
  public String describe() {
    return keywords.describe(env);
  }
}
