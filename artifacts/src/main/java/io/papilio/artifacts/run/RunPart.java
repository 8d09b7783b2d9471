package io.papilio.artifacts.run;

import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One of the parts that a run was made in: from a start, or from the last checkpoint, to an end, an
 * interruption, or a death.
 *
 * @param source the sources it was built from
 * @param commandLine the words of the command, as they would be typed
 * @param startedAt in UTC, in whole milliseconds
 * @param duration wall-clock time in whole milliseconds; empty when the part was killed, or goes on
 * @param firstStep steps of the run when it began
 * @param lastStep steps of the run that it left for the part after it
 */
public record RunPart(
    SourceVersion source,
    List<String> commandLine,
    Instant startedAt,
    Optional<Duration> duration,
    long firstStep,
    long lastStep) {
  public RunPart {
    commandLine = List.copyOf(commandLine);
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    duration = duration.map(time -> Duration.ofMillis(time.toMillis()));
    Require.nonNegative(firstStep, "first_step");
    Require.that(lastStep >= firstStep, "last_step", lastStep, ">= first_step, " + firstStep);
  }

  /** A part of this very program that begins now. */
  public static RunPart begin(List<String> commandLine, Instant startedAt, long firstStep) {
    return new RunPart(
        SourceVersion.ofThisBuild(),
        commandLine,
        startedAt,
        Optional.empty(),
        firstStep,
        firstStep);
  }

  /** This part, ended now. */
  public RunPart end(long lastStep) {
    Duration time = Timing.since(startedAt).duration();
    return new RunPart(source, commandLine, startedAt, Optional.of(time), firstStep, lastStep);
  }

  /** This part, killed; the part after it begins at {@code step}. */
  RunPart killed(long step) {
    return new RunPart(source, commandLine, startedAt, Optional.empty(), firstStep, step);
  }
}
