package io.papilio.laboratory.report.figure;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import java.nio.file.Path;

/** The figures of a run as files, each as SVG and as PNG. */
public final class RunFigures {
  private RunFigures() {}

  /** Writes {@code figure} and {@code scatter} into the run's directory. */
  public static void write(ReportedRun run) {
    Path directory = run.description().directory();
    LearningCurves curves = run.curves();
    write(directory, "figure", TrainingFigure.draw(curves));
    write(directory, "scatter", ScatterFigure.draw(curves));
  }

  private static void write(Path directory, String name, String svg) {
    AtomicFile.write(directory.resolve(name + ".svg"), svg);
    AtomicFile.write(directory.resolve(name + ".png"), RasterImage.png(svg));
  }
}
