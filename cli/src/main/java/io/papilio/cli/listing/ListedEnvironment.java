package io.papilio.cli.listing;

import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentSpec;
import java.util.Optional;

/**
 * An environment that can be served.
 *
 * @param description absent when it is on another server, which does not report one
 */
public record ListedEnvironment(
    EnvironmentSpec spec, Optional<EnvironmentDescription> description) {
  private static final String OTHERS = "Other environments";

  public static ListedEnvironment local(EnvironmentSpec spec, EnvironmentDescription description) {
    return new ListedEnvironment(spec, Optional.of(description));
  }

  public static ListedEnvironment remote(EnvironmentSpec spec) {
    return new ListedEnvironment(spec, Optional.empty());
  }

  /** The heading that it is listed under. */
  String family() {
    return description
        .map(EnvironmentDescription::family)
        .filter(family -> !family.isEmpty())
        .orElse(OTHERS);
  }

  /** The task in a short sentence; empty when unknown. */
  String summary() {
    return description.map(EnvironmentDescription::summary).orElse("");
  }
}
