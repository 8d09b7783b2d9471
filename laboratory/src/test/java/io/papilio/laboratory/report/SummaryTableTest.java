package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  /** Steps 100, 200, ...; the expert's return is 200; the loss is 1 / reward. */
  static LearningCurves run(List<Double> raw, List<Double> ema) {
    return new LearningCurves(
        evaluations(raw, 200), evaluations(ema, 200), List.of(), List.of(), 200);
  }

  static List<CurvePoint> evaluations(List<Double> rewards, double expertReturn) {
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
                                                          raw        EMA     expert
        final reward                                    0.750      1.000      1.000
        best reward                                     1.000      1.000      1.000
        mean, second half                               0.750      1.000      1.000
        standard deviation, second half                 0.204      0.000          -
        oscillation, second half                        0.375      0.000          -
        mean, middle half                               0.583      0.833      1.000
        range, middle half                              0.750      0.500          -
        first within 5% of the best                     0.500      0.500          -
        last fall out of that                           1.000          -          -
        final cloning error                             1.333          1          -
        lowest cloning error                                1          1          -
        final return                                      150        200        200
        """;
    assertEquals(expected, String.join("\n", SummaryTable.of(run).lines()) + "\n");
  }

  @Test
  void linesFitATerminal() {
    LearningCurves run =
        run(
            List.of(-123456789.123, Double.NaN, Double.NEGATIVE_INFINITY),
            List.of(1e-12, 1e300, Double.POSITIVE_INFINITY));
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
    assertEquals("1", last.raw());
    assertEquals("0", last.ema());
  }

  @Test
  void returnsBelowZeroAreCosts() {
    List<CurvePoint> raw = evaluations(List.of(3.0, 1.5), -10);
    List<CurvePoint> ema = evaluations(List.of(2.0, 1.0), -10);
    List<SummaryTable.Row> rows =
        SummaryTable.of(new LearningCurves(raw, ema, List.of(), List.of(), -10)).rows();
    assertEquals("best cost", rows.get(1).label());
    assertEquals("1.500", rows.get(1).raw());
    assertEquals("1.000", rows.get(1).ema());
  }
}
