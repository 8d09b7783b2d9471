package io.papilio.expert.training;

import io.papilio.artifacts.run.RunDirectory;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.SacConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a run has written so far, held against its checkpoint: nothing of it is passed over. */
final class SacResults {
  private static final Pattern ROW = Pattern.compile("(\\d{1,18}),.*");

  private SacResults() {}

  /**
   * Refuses a run whose best policy is no longer there.
   *
   * @param bestReturn of the checkpoint; minus infinity before the first evaluation
   */
  static void requireModel(Path model, double bestReturn) {
    Require.that(
        Double.isInfinite(bestReturn) || Files.isRegularFile(model),
        "" + model,
        "no such file",
        "the best policy, with a mean return of " + bestReturn + "; or another directory");
  }

  /**
   * Refuses to begin where a run has evaluated policies after its first checkpoint was due: the
   * checkpoint was taken away, and the results would be overwritten.
   *
   * @param step where the run begins
   */
  static void requireNone(RunDirectory directory, long step, SacConfig config) {
    long due = (step / config.checkpointInterval() + 1) * config.checkpointInterval();
    long evaluated = lastStep(directory.metrics());
    // The checkpoint comes after the evaluation of the same step, which may lie past it.
    Require.that(
        evaluated < due + config.numEnvs(),
        "" + directory.checkpoint(),
        "no such file",
        "what the run goes on from, whose "
            + directory.metrics()
            + " goes to step "
            + evaluated
            + "; or another directory");
  }

  private static long lastStep(Path metrics) {
    if (Files.notExists(metrics)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(metrics)) {
      return lines
          .map(ROW::matcher)
          .filter(row -> row.matches())
          .mapToLong(row -> Long.parseLong(row.group(1)))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(metrics + ": " + e.getMessage(), e);
    }
  }
}
