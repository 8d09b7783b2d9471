package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.summary.Numbers;
import io.papilio.laboratory.report.summary.SweepResults;
import java.util.List;

/** The medians of a sweep over its seeds, their intervals, and under them the paper's figures. */
final class SweepTable {
  private final SweepResults results;
  private final MarkupWriter html;

  SweepTable(SweepResults results, MarkupWriter html) {
    this.results = results;
    this.html = html;
  }

  void write() {
    html.open("div", "class", "scroll").open("table", "class", "statistics sweep").line();
    html.open("thead").open("tr").element("th", "", "scope", "col");
    List<String> statistics = List.copyOf(results.rows().get(0).values().keySet());
    for (String statistic : statistics) {
      html.open("th", "scope", "col");
      Symbols.writeStatistic(html, statistic);
      html.close();
    }
    html.close().close().line();
    html.open("tbody").line();
    String group = "";
    for (SweepResults.Row row : results.rows()) {
      if (!row.run().equals(group)) {
        group = row.run();
        html.open("tr", "class", "group");
        html.element("th", group, "scope", "rowgroup", "colspan", statistics.size() + 1);
        html.close().line();
      }
      writeRow(row, statistics);
    }
    html.close().close().close().line();
  }

  private void writeRow(SweepResults.Row row, List<String> statistics) {
    html.open("tr").element("th", row.iterate(), "scope", "row");
    for (String statistic : statistics) {
      SweepResults.Value value = row.values().get(statistic);
      html.open("td").text(number(statistic, value.median()));
      if (row.seeds() > 1 && !Double.isNaN(value.median())) {
        String interval = number(statistic, value.low()) + " to " + number(statistic, value.high());
        html.element("small", interval);
      }
      if (!Double.isNaN(value.paper())) {
        html.element("small", "paper " + number(statistic, value.paper()), "class", "printed");
      }
      html.close();
    }
    html.close().line();
  }

  private static String number(String statistic, double value) {
    String text =
        statistic.startsWith("l_") ? Numbers.significant(value, 3) : Numbers.fixed(value, 2);
    return text.equals(Numbers.ABSENT) ? "–" : text.replace("-", "−");
  }
}
