package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.CurvesFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Throughput and memory of servers against a size, as a table and as a figure.
 *
 * @param size what is varied, for example "sessions"
 */
record LoadCurves(String size, List<Integer> sizes, List<Row> rows) {
  /**
   * One environment.
   *
   * @param perSecond environment steps per second, for each size
   * @param megabytes of the server's process, for each size
   * @param remark a last cell
   */
  record Row(String id, double[] perSecond, double[] megabytes, String remark) {}

  /**
   * The result.
   *
   * @param remark head of the last column; empty for none
   */
  BenchmarkTable table(String label, String remark) {
    List<String> columns = new ArrayList<>(List.of(size));
    sizes.forEach(s -> columns.add("" + s));
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(cells(row.id + ", steps/s", row.perSecond));
      cells.add(cells(row.id + ", MB", row.megabytes));
      if (!remark.isEmpty()) {
        cells.get(cells.size() - 2).add(row.remark);
        cells.get(cells.size() - 1).add("");
      }
    }
    if (!remark.isEmpty()) {
      columns.add(remark);
    }
    return new BenchmarkTable(columns, cells, Optional.of(figure(label)));
  }

  private CurvesFigure figure(String label) {
    return new CurvesFigure(
        label,
        size,
        List.of(
            new CurvesFigure.Plot(
                "environment steps per second",
                false,
                rows.stream().map(row -> curve(row.id, row.perSecond)).toList()),
            new CurvesFigure.Plot(
                "memory of the server [MB]",
                false,
                rows.stream().map(row -> curve(row.id, row.megabytes)).toList())));
  }

  private CurvesFigure.Curve curve(String name, double[] values) {
    return new CurvesFigure.Curve(
        name,
        IntStream.range(0, values.length)
            .mapToObj(i -> new Point(sizes.get(i), values[i]))
            .toList());
  }

  private static List<String> cells(String name, double[] values) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (double value : values) {
      cells.add(String.format(Locale.ROOT, "%,.0f", value));
    }
    return cells;
  }
}
