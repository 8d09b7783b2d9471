package io.papilio.artifacts.run;

import io.papilio.core.validation.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a run started and how long it took, in whole milliseconds.
 *
 * @param createdAt the start, in UTC
 * @param duration wall-clock time
 */
public record Timing(Instant createdAt, Duration duration) {
  public Timing {
    Require.that(!duration.isNegative(), "duration", duration, ">= 0");
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    duration = Duration.ofMillis(duration.toMillis());
  }

  /** The timing of a run that started at {@code createdAt} and ends now. */
  public static Timing since(Instant createdAt) {
    Duration elapsed = Duration.between(createdAt, Instant.now());
    // A clock that was set back must not cost anyone a finished run.
    return new Timing(createdAt, elapsed.isNegative() ? Duration.ZERO : elapsed);
  }
}
