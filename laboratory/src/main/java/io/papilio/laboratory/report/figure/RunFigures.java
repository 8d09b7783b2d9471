package io.papilio.laboratory.report.figure;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.laboratory.report.run.AttentionTable;
import io.papilio.laboratory.report.run.LandscapeTable;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import java.nio.file.Path;

/** The figures of a run as files, each as SVG and as PNG. */
public final class RunFigures {
  private RunFigures() {}

  /**
   * Writes {@code figure} and {@code scatter} into the run's directory, {@code window} and {@code
   * window-scatter} where every iterate of a stretch was evaluated, and landscapes and attention
   * weights beside their tables.
   */
  public static void write(ReportedRun run) {
    Path directory = run.description().directory();
    LearningCurves curves = run.curves();
    write(directory, "figure", TrainingFigure.draw(curves));
    write(directory, "scatter", ScatterFigure.draw(curves));
    run.window()
        .ifPresent(
            window -> {
              write(directory, "window", TrainingFigure.draw(window.means()));
              write(directory, "window-scatter", ScatterFigure.draw(window));
            });
    for (LandscapeTable landscape : run.landscapes()) {
      Path maps = directory.resolve(LandscapeTable.DIRECTORY);
      write(maps, landscape.name(), LandscapeFigure.draw(landscape));
    }
    for (AttentionTable table : run.attention()) {
      Path maps = directory.resolve(AttentionTable.DIRECTORY);
      write(maps, table.name() + "-" + table.timeStep(), AttentionFigure.draw(table));
    }
  }

  /** Writes a figure as SVG and as PNG. */
  public static void write(Path directory, String name, String svg) {
    AtomicFile.write(directory.resolve(name + ".svg"), svg);
    AtomicFile.write(directory.resolve(name + ".png"), RasterImage.png(svg));
  }
}
