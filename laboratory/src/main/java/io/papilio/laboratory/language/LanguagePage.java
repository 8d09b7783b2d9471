package io.papilio.laboratory.language;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.provenance.Digest;
import io.papilio.laboratory.language.LineFigure.Curve;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.FigureFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The page of one or more runs of language models, one file that needs no network. */
final class LanguagePage {
  private static final String STYLE = "/io/papilio/laboratory/report/page/report.css";

  private final List<LanguageResults> runs;
  private final SwitchingTable table;
  private final MarkupWriter html = new MarkupWriter();

  LanguagePage(List<LanguageResults> runs) {
    this.runs = runs;
    table = new SwitchingTable(runs);
  }

  String html() {
    String style = resource(STYLE) + FigureFrame.palette() + resource("language.css");
    String policy =
        "default-src 'none'; img-src data:; style-src "
            + source(style)
            + "; base-uri 'none'; form-action 'none'";
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", "Language model - Papilio").line();
    html.open("style").raw(style).close().line().close().line();
    html.open("body").open("main").line();
    write();
    return html.close().line().close().close().line().toString();
  }

  private void write() {
    html.open("header").element("p", "Language model", "class", "kicker").line();
    html.element("h1", table.headline()).close().line();
    table.write(html);
    for (LanguageResults run : runs) {
      if (!run.windows().isEmpty()) {
        writeWindows(run);
      }
    }
    html.open("section").element("h2", "Training").line();
    runs.forEach(this::writeTraining);
    writePaths();
    html.close().line();
    runs.forEach(this::writeSettings);
  }

  private void writeWindows(LanguageResults run) {
    List<WindowResults> windows = run.windows();
    html.open("section").element("h2", "Every iterate" + of(run)).line();
    for (WindowResults window : windows) {
      figure(new FlipFigure(window, run.prompts().size()).svg(), "flips, " + window.title());
    }
    String note =
        "A mark is a prompt whose greedy completion differs from that by the iterate before.";
    html.element("p", note, "class", "note").line();
    for (WindowResults window : windows) {
      List<Curve> losses = curves(window, WindowResults.Iterate::losses);
      String title = "validation loss, " + window.title();
      figure(new LineFigure("iterate", "validation loss", losses, 1.5, false).svg(title), title);
    }
    WindowResults last = windows.get(windows.size() - 1);
    List<Curve> positions = curves(last, LanguagePage::divergences);
    String title = "first token that differs, " + last.title();
    figure(
        new LineFigure("token of the completion", "share", positions, 2, true).svg(title), title);
    html.close().line();
    new FlipSection(run, last, html).write();
  }

  private static List<Curve> curves(
      WindowResults window, Function<WindowResults.Iterate, List<Point>> points) {
    return window.iterates().stream()
        .map(iterate -> new Curve(iterate.name(), points.apply(iterate)))
        .toList();
  }

  /** Of all comparisons of a window, the share that first differs in each token. */
  private static List<Point> divergences(WindowResults.Iterate iterate) {
    Map<Integer, Integer> counts = new TreeMap<>();
    int prompts = 0;
    int length = 0;
    for (Completion completion : iterate.completions()) {
      length = completion.tokens().length;
      if (completion.divergence() == Completion.BEGIN) {
        prompts++;
      } else {
        counts.merge(completion.divergence(), 1, Integer::sum);
      }
    }
    double comparisons = Math.max(1, (double) prompts * iterate.costs().size());
    List<Point> points = new ArrayList<>();
    for (int position = 0; position < length; position++) {
      points.add(new Point(position, counts.getOrDefault(position, 0) / comparisons));
    }
    return points;
  }

  private void writeTraining(LanguageResults run) {
    MetricsTable metrics = run.metrics();
    List<Curve> curves =
        metrics.iterates().stream()
            .map(
                name ->
                    new Curve(
                        name,
                        metrics.series(name, "validation_loss").stream()
                            .map(value -> new Point(value.step(), value.value()))
                            .toList()))
            .toList();
    String title = "validation loss along the training" + of(run);
    if (!curves.isEmpty()) {
      LineFigure figure = new LineFigure("gradient steps", "validation loss", curves, 0, false);
      figure(figure.svg(title), title);
    }
  }

  /** The runs in the plane of the raw iterate's loss and that of the last average. */
  private void writePaths() {
    List<Curve> paths = new ArrayList<>();
    for (LanguageResults run : runs) {
      List<String> names = run.metrics().iterates();
      if (names.size() > 1) {
        List<MetricsTable.Value> raw = run.metrics().series(names.get(0), "validation_loss");
        List<MetricsTable.Value> average =
            run.metrics().series(names.get(names.size() - 1), "validation_loss");
        List<Point> points = new ArrayList<>();
        // The first fifth falls so far that it would squeeze the rest.
        for (int i = raw.size() / 5; i < Math.min(raw.size(), average.size()); i++) {
          points.add(new Point(raw.get(i).value(), average.get(i).value()));
        }
        paths.add(new Curve(run.label(), points));
      }
    }
    String title = "loss of the average against that of the raw iterate";
    if (!paths.isEmpty()) {
      LineFigure figure =
          new LineFigure("validation loss, raw", "validation loss, average", paths, 1.5, false);
      figure(figure.svg(title), title);
      html.element("p", "Training moves to the lower left.", "class", "note").line();
    }
  }

  private void writeSettings(LanguageResults run) {
    html.open("details").element("summary", "Settings" + of(run)).line();
    html.open("table", "class", "settings").open("tbody").line();
    run.settings()
        .forEach((name, value) -> html.open("tr").element("th", name).element("td", value).close());
    html.close().close().close().line();
  }

  private String of(LanguageResults run) {
    return runs.size() == 1 ? "" : ", " + run.label();
  }

  private void figure(String svg, String title) {
    String base64 = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    html.open("figure", "class", "landscape").element("h3", title);
    html.empty("img", "alt", title, "src", "data:image/svg+xml;base64," + base64).close().line();
  }

  private static String source(String text) {
    byte[] sha256 =
        HexFormat.of().parseHex(Digest.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
    return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = LanguagePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + e.getMessage(), e);
    }
  }
}
