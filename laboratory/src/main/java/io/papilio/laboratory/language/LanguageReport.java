package io.papilio.laboratory.language;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.report.figure.RunFigures;
import io.papilio.learner.language.LanguageTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report of runs of language models, finished or not, made from the files in their directories.
 */
public final class LanguageReport {
  private static final String PAGE = "report.html";
  private static final String TABLE = "switching.md";

  /** Directories of runs lie at most so deep below that of a sweep. */
  private static final int SWEEP_DEPTH = 3;

  private final Path directory;
  private final List<LanguageResults> runs;

  private LanguageReport(Path directory, List<LanguageResults> runs) {
    this.directory = directory;
    this.runs = runs;
  }

  /**
   * Reads runs.
   *
   * @param directory where the page will lie
   * @param given directories of runs, or of sweeps
   * @throws io.papilio.core.validation.InvalidValueException when there is no run with an
   *     evaluation
   */
  public static LanguageReport read(Path directory, List<Path> given) {
    List<Path> found = given.stream().flatMap(path -> below(path).stream()).toList();
    Require.that(!found.isEmpty(), "run", given, "runs of train-language that have an evaluation");
    return new LanguageReport(
        directory,
        found.stream().map(run -> LanguageResults.read(run, label(directory, run))).toList());
  }

  /** Whether there is a run of a language model in a directory or below it. */
  public static boolean isOf(Path directory) {
    return !below(directory).isEmpty();
  }

  private static List<Path> below(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory, SWEEP_DEPTH)) {
      return all.filter(LanguageReport::isEvaluated).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEvaluated(Path run) {
    try {
      Path metrics = run.resolve(LanguageTraining.METRICS);
      // More than its header, which a run writes when it begins.
      return LanguageRun.isOne(run)
          && Files.exists(metrics)
          && Files.readString(metrics).lines().anyMatch(row -> row.contains("validation_loss"));
    } catch (IOException e) {
      throw new UncheckedIOException(run + ": " + e.getMessage(), e);
    }
  }

  private static String label(Path directory, Path run) {
    Path relative = directory.toAbsolutePath().relativize(run.toAbsolutePath());
    return relative.toString().isEmpty() ? "" + run.getFileName() : relative.toString();
  }

  /** The losses at the end and the switching costs, a line each. */
  public List<String> summary() {
    return new SwitchingTable(runs).lines();
  }

  /**
   * Writes {@value #PAGE}, and {@value #TABLE} where a run has windows, each with its flip plot as
   * {@code flips-START.svg} and {@code .png} in the directory of the run.
   *
   * @return the page
   */
  public Path write() {
    String markdown = new SwitchingTable(runs).markdown();
    if (!markdown.isEmpty()) {
      AtomicFile.write(directory.resolve(TABLE), markdown);
    }
    for (LanguageResults run : runs) {
      for (WindowResults window : run.windows()) {
        FlipFigure figure = new FlipFigure(window, run.prompts().size());
        RunFigures.write(run.directory(), "flips-" + window.start(), figure.svg());
      }
    }
    Path page = directory.resolve(PAGE);
    AtomicFile.write(page, new LanguagePage(runs).html());
    return page;
  }
}
