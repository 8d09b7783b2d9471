package io.papilio.laboratory.report;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Scale;

/** An invisible strip over each evaluation that shows its numbers to a pointer. */
final class Tooltips {
  private final LearningCurves run;
  private final Scale steps;

  Tooltips(LearningCurves run, Scale steps) {
    this.run = run;
    this.steps = steps;
  }

  void draw(MarkupWriter svg, double top, double bottom) {
    svg.open("g", "class", "strips").line();
    int n = run.steps().size();
    for (int k = 0; k < n; k++) {
      double left = k == 0 ? steps.from() : middle(k - 1, k);
      double right = k == n - 1 ? steps.to() : middle(k, k + 1);
      svg.open("rect", "x", left, "y", top, "width", right - left, "height", bottom - top);
      svg.element("title", description(k)).close().line();
    }
    svg.close().line();
  }

  private double middle(int k, int next) {
    return (x(k) + x(next)) / 2;
  }

  private double x(int k) {
    return steps.at((double) run.baseline().points().get(k).step());
  }

  private String description(int k) {
    StringBuilder text =
        new StringBuilder("step " + Numbers.grouped(run.baseline().points().get(k).step()));
    for (Series series : run.series()) {
      CurvePoint evaluation = series.points().get(k);
      text.append("\n" + series.name())
          .append(": reward ")
          .append(Numbers.fixed(evaluation.reward(), 3))
          .append(", return ")
          .append(Numbers.significant(evaluation.meanReturn(), 5))
          .append(", cloning error ")
          .append(Numbers.significant(evaluation.validationLoss(), 3));
    }
    return text.toString();
  }
}
