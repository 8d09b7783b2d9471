package io.papilio.laboratory.report.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A cloning run in a report.
 *
 * @param label what distinguishes it from the other runs of the report
 * @param window the stretch of training in which every iterate was evaluated
 * @param landscapes around its iterates
 * @param attention weights of its Transformer
 */
public record ReportedRun(
    String label,
    RunDescription description,
    LearningCurves curves,
    Optional<LearningCurves> window,
    List<LandscapeTable> landscapes,
    List<AttentionTable> attention) {

  /**
   * Reads the files of a run.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a file is not what it should be,
   *     or the run has no evaluation yet
   */
  static ReportedRun read(String label, RunDescription description) {
    Path directory = description.directory();
    return new ReportedRun(
        label,
        description,
        new CurveReader(directory).read(),
        CurveReader.readWindow(directory),
        LandscapeTable.readAll(directory),
        AttentionTable.readAll(directory));
  }

  /** The same run with the curves of some averages alone. */
  ReportedRun only(List<String> averages) {
    return new ReportedRun(
        label,
        description,
        curves.only(averages),
        window.map(some -> some.only(averages)),
        landscapes,
        attention);
  }
}
