package io.papilio.artifacts.run;

import io.papilio.core.validation.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When something was made and how long it took, in whole milliseconds.
 *
 * @param startedAt the start, in UTC
 * @param duration wall-clock time
 */
public record Timing(Instant startedAt, Duration duration) {
  public Timing {
    Require.that(!duration.isNegative(), "duration", duration, ">= 0");
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    duration = duration.truncatedTo(ChronoUnit.MILLIS);
  }

  /** From {@code startedAt} until now. */
  static Timing since(Instant startedAt) {
    Duration elapsed = Duration.between(startedAt, Instant.now());
    // The clock may have been set back meanwhile.
    return new Timing(startedAt, elapsed.isNegative() ? Duration.ZERO : elapsed);
  }

  /** Of all parts of a run together. */
  static Timing of(List<RunPart> parts) {
    return new Timing(
        parts.get(0).startedAt(),
        parts.stream()
            .flatMap(part -> part.duration().stream())
            .reduce(Duration.ZERO, Duration::plus));
  }
}
