package io.papilio.laboratory.language;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.language.WindowResults.Iterate;
import io.papilio.laboratory.report.chart.MarkupWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The switching costs and losses of the windows of some runs, beside the paper's. */
final class SwitchingTable {
  /** Figure 15, row 3: TinyStories, 2 epochs; raw and EMA in its three windows, percent. */
  private static final double[][] PAPER = {{89.2, 4.9}, {76.5, 2.3}, {53.0, 1.1}};

  private static final List<String> HEAD =
      List.of(
          "run",
          "window",
          "average",
          "switching cost",
          "raw's over it",
          "first difference",
          "loss",
          "perplexity",
          "paper");

  private final List<LanguageResults> runs;

  SwitchingTable(List<LanguageResults> runs) {
    this.runs = runs;
  }

  /** The result of the first run in a sentence. */
  String headline() {
    LanguageResults run = runs.get(0);
    if (run.windows().isEmpty()) {
      return ending(run);
    }
    WindowResults last = run.windows().get(run.windows().size() - 1);
    List<String> parts = new ArrayList<>();
    for (Iterate iterate : last.iterates()) {
      parts.add(String.format(Locale.ROOT, "%s %.1f %%", iterate.name(), 100 * iterate.meanCost()));
    }
    return "Completions that change in one step, " + last.title() + ": " + String.join(", ", parts);
  }

  /** For the terminal. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (LanguageResults run : runs) {
      String name = runs.size() == 1 ? "" : run.label() + ": ";
      lines.add(name + ending(run));
      for (WindowResults window : run.windows()) {
        for (Iterate iterate : window.iterates()) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s%s, %s: switching cost %.1f %%, loss %.4f",
                  name,
                  window.title(),
                  iterate.name(),
                  100 * iterate.meanCost(),
                  iterate.meanLoss()));
        }
      }
    }
    return lines;
  }

  private static String ending(LanguageResults run) {
    MetricsTable metrics = run.metrics();
    List<String> parts = new ArrayList<>();
    long step = 0;
    for (String name : metrics.iterates()) {
      List<MetricsTable.Value> losses = metrics.series(name, "validation_loss");
      MetricsTable.Value last = losses.get(losses.size() - 1);
      step = last.step();
      parts.add(String.format(Locale.ROOT, "%s %.4f", name, last.value()));
    }
    LanguageRun.lowestLoss(run.directory(), run.settings().get("data.text"))
        .ifPresent(loss -> parts.add(String.format(Locale.ROOT, "the grammar itself %.4f", loss)));
    return "Validation loss after " + step + " steps: " + String.join(", ", parts);
  }

  void write(MarkupWriter html) {
    List<List<String>> rows = rows();
    if (rows.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Switching cost").line();
    html.open("div", "class", "scroll").open("table", "class", "statistics").open("thead");
    row(html, "th", HEAD);
    html.close().open("tbody");
    rows.forEach(cells -> row(html, "td", cells));
    html.close().close().close().line();
    html.element("p", scale(), "class", "note").close().line();
  }

  private static void row(MarkupWriter html, String element, List<String> cells) {
    html.open("tr");
    for (int i = 0; i < cells.size(); i++) {
      html.element(i == 0 ? "th" : element, cells.get(i));
    }
    html.close().line();
  }

  /** The table in Markdown; empty without windows. */
  String markdown() {
    List<List<String>> rows = rows();
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      text.append(line(HEAD)).append(line(HEAD.stream().map(cell -> "---").toList()));
      rows.forEach(cells -> text.append(line(cells)));
      text.append('\n').append(scale()).append('\n');
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (LanguageResults run : runs) {
      for (int w = 0; w < run.windows().size(); w++) {
        WindowResults window = run.windows().get(w);
        Iterate raw = window.iterates().get(0);
        for (int i = 0; i < window.iterates().size(); i++) {
          Iterate iterate = window.iterates().get(i);
          boolean printed = run.windows().size() == PAPER.length && i < PAPER[w].length;
          rows.add(
              List.of(
                  run.label(),
                  (window.start() + 1) + "–" + window.end(),
                  iterate.name(),
                  number("%.1f %%", 100 * iterate.meanCost()),
                  number("%.1f", raw.meanCost() / iterate.meanCost()),
                  number("token %.1f", iterate.meanDivergence()),
                  number("%.4f", iterate.meanLoss()),
                  number("%.3f", Math.exp(iterate.meanLoss())),
                  printed ? number("%.1f %%", PAPER[w][i]) : ""));
        }
      }
    }
    return rows;
  }

  private String scale() {
    LanguageResults run = runs.get(0);
    return String.format(
        Locale.ROOT,
        "Switching cost: share of prompts whose greedy completion differs from that by the iterate"
            + " before. Here %d prompts of %s, completions of at most %s tokens, a model of %s"
            + " layers and width %s; the paper's has 12 layers, width 1536 and 270 million"
            + " parameters, and completes 4000 prompts of TinyStories. Loss in nats per token.",
        run.prompts().size(),
        run.settings().get("data.text"),
        run.settings().get("evaluation.completion-length"),
        run.settings().get("model.layers"),
        run.settings().get("model.width"));
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
  }
}
