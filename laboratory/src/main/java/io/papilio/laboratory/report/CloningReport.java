package io.papilio.laboratory.report;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report of a cloning run, made from the files in its directory: {@code metrics.csv}, and where
 * they are there {@code episodes.csv}, {@code expert.json}, {@code config.json} and {@code
 * manifest.json}. A run that is not finished has a report of what it has.
 */
public final class CloningReport {
  /** The page, in the run's directory. */
  public static final String PAGE = "report.html";

  /** The figure by itself, in the run's directory. */
  public static final String FIGURE = "figure.svg";

  private final RunDescription description;
  private final LearningCurves run;

  private CloningReport(RunDescription description, LearningCurves run) {
    this.description = description;
    this.run = run;
  }

  /**
   * Reads a run's files.
   *
   * @throws InvalidValueException when a file is not what it should be, or the run has no
   *     evaluation yet
   * @throws java.io.UncheckedIOException when {@code metrics.csv} cannot be read
   */
  public static CloningReport read(Path runDirectory) {
    return new CloningReport(
        RunDescription.read(runDirectory), new CurveReader(runDirectory).read());
  }

  /** The result in a few sentences, the most important one first. */
  public List<String> headline() {
    return Stream.of(Headline.ending(run), Headline.oscillation(run), Headline.divergence(run))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /** The statistics of all averages, for the terminal. */
  public SummaryTable summary() {
    return SummaryTable.of(run);
  }

  /**
   * Writes {@value #PAGE} and {@value #FIGURE} into the run's directory. Both need nothing but
   * themselves.
   *
   * @return the page
   */
  public Path write() {
    Path directory = description.directory();
    AtomicFile.write(directory.resolve(FIGURE), TrainingFigure.standalone(run));
    Path page = directory.resolve(PAGE);
    AtomicFile.write(page, new ReportPage(description, run).html());
    return page;
  }
}
