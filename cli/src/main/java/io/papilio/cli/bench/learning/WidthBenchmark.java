package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.kernels.WorkerThreads;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.CurvesFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A gradient step of behavior cloning, and its memory, by the width of the network. */
public final class WidthBenchmark implements Benchmark {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512, 1024);
  // Steps of a round at width 64.
  private static final int STEPS = 4000;

  @Override
  public String name() {
    return "width";
  }

  @Override
  public String description() {
    return "Microseconds for a gradient step of behavior cloning (3 hidden layers, sizes as above)"
        + " with one moving average, and the memory of the training: demonstrations, network,"
        + " moments, average and the iterates that it gathers.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<Integer> threads = Stream.of(1, setting.threads()).distinct().toList();
    List<List<Point>> times =
        threads.stream().map(t -> (List<Point>) new ArrayList<Point>()).toList();
    List<Point> memory = new ArrayList<>();
    for (int width : WIDTHS) {
      double before = usedMegabytes();
      CloningLoop loop = new CloningLoop(width, 1, 0);
      memory.add(new Point(width, usedMegabytes() - before));
      for (int t = 0; t < threads.size(); t++) {
        WorkerThreads.set(threads.get(t));
        times.get(t).add(new Point(width, microseconds(loop, width, setting.rounds())));
      }
      say.accept("width " + width + ": " + memory.get(memory.size() - 1) + ", " + times);
    }
    List<String> columns = new ArrayList<>(List.of(""));
    WIDTHS.forEach(width -> columns.add("3 x " + width));
    List<List<String>> rows = new ArrayList<>();
    List<CurvesFigure.Curve> curves = new ArrayList<>();
    for (int t = 0; t < threads.size(); t++) {
      String name = threads.get(t) + (threads.get(t) == 1 ? " thread" : " threads");
      curves.add(new CurvesFigure.Curve(name, times.get(t)));
      rows.add(cells(name + ", µs", times.get(t)));
    }
    rows.add(cells("MB", memory));
    var figure =
        new CurvesFigure(
            "Time and memory of a gradient step by the width of the network",
            "units in a hidden layer",
            List.of(
                new CurvesFigure.Plot("microseconds per gradient step", true, curves),
                new CurvesFigure.Plot(
                    "memory of the training [MB]",
                    true,
                    List.of(new CurvesFigure.Curve("memory", memory)))));
    return new BenchmarkTable(columns, rows, Optional.of(figure));
  }

  private static double microseconds(CloningLoop loop, int width, int rounds) {
    int steps = Math.max(100, STEPS * 64 / width * 64 / width);
    double unused = loop.microseconds(steps); // The JVM compiles what it sees often.
    double[] times = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      times[round] = loop.microseconds(steps);
    }
    return Ratio.median(times);
  }

  private static double usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static List<String> cells(String name, List<Point> points) {
    List<String> cells = new ArrayList<>(List.of(name));
    points.forEach(point -> cells.add(String.format(Locale.ROOT, "%,.0f", point.y())));
    return cells;
  }
}
