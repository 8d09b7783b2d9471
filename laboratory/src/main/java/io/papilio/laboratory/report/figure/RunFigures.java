package io.papilio.laboratory.report.figure;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.run.AttentionTable;
import io.papilio.laboratory.report.run.LandscapeTable;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import io.papilio.laboratory.report.summary.Headline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Writes {@code gallery}, the curves of several runs side by side, and {@code last}, the reward
   * of their last iterates against the cloning error, as in the paper's Figure 12.
   */
  public static void writeTogether(Path directory, List<ReportedRun> runs) {
    write(directory, "gallery", GalleryFigure.draw(runs));
    write(directory, "last", PlotFigure.draw(last(runs)));
  }

  private static Plot last(List<ReportedRun> runs) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    for (ReportedRun run : runs) {
      for (Series series : run.curves().series()) {
        points
            .computeIfAbsent(series.name(), name -> new ArrayList<>())
            .add(new Point(series.last().validationLoss(), series.last().reward()));
      }
    }
    boolean positive =
        points.values().stream().flatMap(List::stream).anyMatch(point -> point.x() > 0);
    Plot plot =
        new Plot(
            "Reward of the last iterates against their cloning error",
            new Plot.Label("cloning error", positive),
            Plot.Label.linear(Headline.noun(runs.get(0).curves()) + " (expert = 1)"));
    points.forEach(plot::markers);
    return plot;
  }

  /** Writes a figure as SVG and as PNG. */
  public static void write(Path directory, String name, String svg) {
    AtomicFile.write(directory.resolve(name + ".svg"), svg);
    AtomicFile.write(directory.resolve(name + ".png"), RasterImage.png(svg));
  }
}
