package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.butterfly.Butterfly;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.summary.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two neighboring iterates from the same seed, side by side; the page's script plays them. */
final class ButterflySection {
  private final ReportedRun run;
  private final Butterfly butterfly;
  private final MarkupWriter html;

  ButterflySection(ReportedRun run, Butterfly butterfly, MarkupWriter html) {
    this.run = run;
    this.butterfly = butterfly;
    this.html = html;
  }

  void write() {
    html.open("section").element("h2", "Watch the butterfly").line();
    html.element("p", comparison(), "class", "lead").line();
    html.open("div", "class", "butterfly").line();
    butterfly.scenes().forEach(this::writeScene);
    html.close().line();
    html.open("div", "class", "toolbar player").line();
    html.element("button", "Pause", "type", "button", "data-play", "");
    html.empty(
        "input", "type", "range", "min", 0, "max", frames() - 1, "value", 0, "aria-label", "frame");
    html.element("output", "").close().line();
    html.close().line();
  }

  /** What the script needs. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("framesPerSecond", butterfly.framesPerSecond());
    data.put("firstStep", butterfly.firstStep());
    data.put("stepsPerFrame", butterfly.stepsPerFrame());
    data.put("films", butterfly.scenes().stream().map(Butterfly.Scene::frames).toList());
    return data;
  }

  private int frames() {
    return butterfly.scenes().stream().mapToInt(scene -> scene.frames().size()).max().orElse(1);
  }

  private String comparison() {
    Butterfly.Scene better = butterfly.scenes().get(0);
    Butterfly.Scene worse = butterfly.scenes().get(1);
    double apart = 100 * butterfly.distance() / butterfly.norm();
    return name(better)
        + " and "
        + name(worse)
        + " in the same environment with seed "
        + butterfly.seed()
        + ": their parameters differ by "
        + Numbers.significant(butterfly.distance(), 3)
        + " ("
        + Numbers.significant(apart, 2)
        + "% of their norm), their cloning errors are "
        + Numbers.significant(better.validationLoss(), 3)
        + " and "
        + Numbers.significant(worse.validationLoss(), 3)
        + ".";
  }

  private static String name(Butterfly.Scene scene) {
    return scene.iterate() + " after " + Numbers.grouped(scene.step()) + " steps";
  }

  private void writeScene(Butterfly.Scene scene) {
    html.open("figure").line();
    html.open("canvas", "width", 300, "height", 300, "role", "img", "aria-label", name(scene));
    html.close().line();
    double reward = scene.undiscountedReturn() / run.curves().expertReturn();
    String ending = scene.terminated() ? "falls after " : "still up after ";
    html.open("figcaption").element("strong", name(scene));
    html.text(
        ": return "
            + Numbers.significant(scene.undiscountedReturn(), 4)
            + " ("
            + Math.round(100 * reward)
            + "% of the expert's), "
            + ending
            + Numbers.grouped(scene.length())
            + " time steps");
    html.close().close().line();
  }

  /** Those of the runs that have one. */
  static List<ButterflySection> of(List<ReportedRun> runs, MarkupWriter html) {
    return runs.stream()
        .flatMap(
            run ->
                Butterfly.read(run.description().directory()).stream()
                    .map(butterfly -> new ButterflySection(run, butterfly, html)))
        .limit(1)
        .toList();
  }
}
