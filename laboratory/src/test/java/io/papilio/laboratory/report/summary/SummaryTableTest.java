package io.papilio.laboratory.report.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.laboratory.report.run.CurvePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class SummaryTableTest {
  /** Steps 100, 200, ...; the expert's return is 200; the loss is 1 / reward. */
  public static LearningCurves run(List<Double> raw, List<Double> ema) {
    return run(200, List.of("raw", "ema"), List.of(raw, ema));
  }

  public static LearningCurves run(
      double expertReturn, List<String> names, List<List<Double>> rewards) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<CurvePoint> points = evaluations(rewards.get(i), expertReturn);
      series.add(new Series(names.get(i), points, List.of()));
    }
    return new LearningCurves(series, expertReturn);
  }

  public static List<CurvePoint> evaluations(List<Double> rewards, double expertReturn) {
    List<CurvePoint> evaluations = new ArrayList<>();
    for (double reward : rewards) {
      long step = 100L * (evaluations.size() + 1);
      evaluations.add(new CurvePoint(step, 1 / reward, expertReturn * reward, reward));
    }
    return evaluations;
  }

  @Test
  void theTableStandsInColumns() {
    LearningCurves run = run(List.of(0.25, 1.0, 0.5, 0.75), List.of(0.5, 1.0, 1.0, 1.0));
    String expected =
        """
                                                 raw        ema     expert
        final reward                           0.750      1.000      1.000
        best reward                            1.000      1.000      1.000
        mean, second half                      0.750      1.000      1.000
        standard deviation, second half        0.204      0.000          -
        oscillation, second half               0.375      0.000          -
        mean, middle half                      0.583      0.833      1.000
        range, middle half                     0.750      0.500          -
        first within 5% of the best            0.500      0.500          -
        last fall out of that                      -      0.000          -
        final cloning error                    1.333          1          -
        lowest cloning error                       1          1          -
        final return                             150        200        200
        """;
    assertEquals(expected, String.join("\n", SummaryTable.of(run).lines()) + "\n");
  }

  @Test
  void linesOfThreeAveragesFitATerminal() {
    LearningCurves run =
        run(
            200,
            List.of("raw", "ema", "mean"),
            List.of(
                List.of(-123456789.123, Double.NaN, Double.NEGATIVE_INFINITY),
                List.of(1e-12, 1e300, Double.POSITIVE_INFINITY),
                List.of(1.0, 1.0, 1.0)));
    for (String line : SummaryTable.of(run).lines()) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  void divergedEvaluationsAreCounted() {
    LearningCurves run = run(List.of(1.0, Double.NaN), List.of(1.0, 1.0));
    List<SummaryTable.Row> rows = SummaryTable.of(run).rows();
    SummaryTable.Row last = rows.get(rows.size() - 1);
    assertEquals("rewards that are not finite", last.label());
    assertEquals(List.of("1", "0"), last.values());
  }

  @Test
  void returnsBelowZeroAreCosts() {
    List<SummaryTable.Row> rows =
        SummaryTable.of(
                run(-10, List.of("raw", "ema"), List.of(List.of(3.0, 1.5), List.of(2.0, 1.0))))
            .rows();
    assertEquals("best cost", rows.get(1).label());
    assertEquals(List.of("1.500", "1.000"), rows.get(1).values());
  }

  @Test
  void everyAverageHasAColumnAsWideAsItsName() {
    SummaryTable table =
        SummaryTable.of(
            run(
                200,
                List.of("raw", "exponential-0.75", "mean"),
                List.of(List.of(0.5), List.of(0.25), List.of(1.0))));
    assertEquals(
        List.of(
            "                                         raw exponential-0.75       mean     expert",
            "final reward                           0.500            0.250      1.000      1.000"),
        table.lines().subList(0, 2));
  }
}
