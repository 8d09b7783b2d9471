package io.papilio.laboratory.report;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.Progress;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.laboratory.report.butterfly.Film;
import io.papilio.laboratory.report.figure.RunFigures;
import io.papilio.laboratory.report.page.DiagnosticFigures;
import io.papilio.laboratory.report.page.ReportPage;
import io.papilio.laboratory.report.run.ArrowTables;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.ReportedRuns;
import io.papilio.laboratory.report.run.RunDescription;
import io.papilio.laboratory.report.summary.Headline;
import io.papilio.laboratory.report.summary.SummaryTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report of runs that clone or train experts, made from the files in their directories: {@code
 * metrics.csv}, and where they are there {@code episodes.csv}, {@code expert.json}, {@code
 * config.json} and {@code manifest.json}. A run that is not finished has a report of what it has.
 */
public final class Report {
  /** The page. */
  public static final String PAGE = "report.html";

  private final Path directory;
  private final List<Path> given;
  private final ReportedRuns runs;

  private Report(Path directory, List<Path> given, ReportedRuns runs) {
    this.directory = directory;
    this.given = given;
    this.runs = runs;
  }

  /**
   * Reads the files of a run or of all runs of a sweep.
   *
   * @throws InvalidValueException when a file is not what it should be, or a run has no evaluation
   *     yet
   * @throws java.io.UncheckedIOException when a file cannot be read
   */
  public static Report read(Path runDirectory) {
    return read(runDirectory, List.of(runDirectory));
  }

  /**
   * Reads the files of several runs or sweeps.
   *
   * @param directory where the page will lie
   * @throws InvalidValueException as the other
   */
  public static Report read(Path directory, List<Path> runs) {
    return new Report(directory, List.copyOf(runs), ReportedRuns.read(runs));
  }

  /**
   * The same report with the curves of some averages alone.
   *
   * @throws InvalidValueException when a run has no average of one of the names
   */
  public Report only(List<String> averages) {
    return new Report(directory, given, runs.only(averages));
  }

  /** The result in a few sentences, the most important one first. */
  public List<String> headline() {
    return Headline.of(runs.clonings(), runs.experts());
  }

  /** The statistics of all averages of the first cloning run, for the terminal. */
  public SummaryTable summary() {
    return SummaryTable.of(runs.clonings().get(0).curves());
  }

  /**
   * Writes {@value #PAGE}, beside it the figures of several cloning runs together, and into the
   * directory of each run its figures and its tables as Arrow files.
   *
   * @return the page
   */
  public Path write() {
    // Of reports that were killed; a run that is not finished deletes its own when it resumes.
    runs.descriptions().stream()
        .filter(RunDescription::isFinished)
        .forEach(run -> AtomicFile.deleteLeftovers(run.directory()));
    runs.clonings().forEach(RunFigures::write);
    runs.clonings().forEach(DiagnosticFigures::write);
    if (runs.clonings().size() > 1) {
      RunFigures.writeTogether(directory, runs.clonings());
    }
    runs.descriptions().forEach(run -> ArrowTables.write(run.directory()));
    Path page = directory.resolve(PAGE);
    AtomicFile.write(page, new ReportPage(directory, given, runs).html());
    return page;
  }

  /**
   * Films two neighboring iterates of the first cloning run; later pages of the run show them.
   *
   * @param source of its environment, which must be able to draw
   * @throws InvalidValueException when the run has no two evaluated iterates with their weights, or
   *     its environment cannot be drawn
   */
  public void film(EnvironmentSource source, Progress progress) {
    Require.that(!runs.clonings().isEmpty(), "run", given, "a cloning run");
    ReportedRun run = runs.clonings().get(0);
    new Film(source, run).make(progress).write(run.description().directory());
  }

  /**
   * Films two neighboring iterates of the window in which every iterate was evaluated, if the first
   * cloning run has one and its environment can be drawn here.
   */
  public void filmWindow(EnvironmentSource source, Progress progress) {
    ReportedRun run = runs.clonings().get(0);
    Film film = new Film(source, run);
    if (run.window().isPresent() && film.canBeDrawn()) {
      try {
        progress.begin("butterfly");
        film.make(progress).write(run.description().directory());
      } catch (EnvironmentException e) {
        if (e.reason() != Reason.RENDERING_UNAVAILABLE) {
          throw e;
        }
      }
    }
  }

  /** The files that the page links to. */
  Set<Path> files() {
    return runs.descriptions().stream()
        .flatMap(run -> run.files().stream().map(run.directory()::resolve))
        .map(file -> file.toAbsolutePath().normalize())
        .collect(Collectors.toSet());
  }

  /** The page as a server sends it while the runs grow. */
  String liveHtml() {
    return new ReportPage(directory, given, runs).liveHtml();
  }
}
