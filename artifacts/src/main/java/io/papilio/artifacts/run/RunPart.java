package io.papilio.artifacts.run;

import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One of the parts that a run is made in: from the beginning or the last checkpoint to the end, an
 * interruption, or a kill.
 *
 * @param source the sources of the program
 * @param commandLine the words of the command, as typed
 * @param startedAt in UTC, in whole milliseconds
 * @param duration wall-clock time in whole milliseconds; empty while the part runs, and when it was
 *     killed
 * @param firstStep steps of the run when the part began
 * @param lastStep steps of the run that the part left for the next one
 * @param finished whether the part came to the run's end
 */
public record RunPart(
    SourceVersion source,
    List<String> commandLine,
    Instant startedAt,
    Optional<Duration> duration,
    long firstStep,
    long lastStep,
    boolean finished) {
  public RunPart {
    commandLine = List.copyOf(commandLine);
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    duration = duration.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    Require.nonNegative(firstStep, "first_step");
    Require.that(lastStep >= firstStep, "last_step", lastStep, ">= first_step, " + firstStep);
  }

  /** A part that runs. */
  static RunPart begin(
      SourceVersion source, List<String> commandLine, Instant startedAt, long firstStep) {
    return new RunPart(
        source, commandLine, startedAt, Optional.empty(), firstStep, firstStep, false);
  }

  /** This part, ended now. */
  RunPart end(long lastStep, boolean finished) {
    Duration time = Timing.since(startedAt).duration();
    return new RunPart(
        source, commandLine, startedAt, Optional.of(time), firstStep, lastStep, finished);
  }

  /**
   * This part as the one before a part that begins at {@code step}: without an end it was killed,
   * and left what the next one begins with.
   */
  RunPart before(long step) {
    long last = duration.isPresent() ? lastStep : Math.max(step, firstStep);
    return new RunPart(source, commandLine, startedAt, duration, firstStep, last, finished);
  }
}
