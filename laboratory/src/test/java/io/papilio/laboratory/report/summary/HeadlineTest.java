package io.papilio.laboratory.report.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.laboratory.report.run.LearningCurves;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  @Test
  void itSaysWhereTheAverageAndTheBaselineEnd() {
    LearningCurves run = SummaryTableTest.run(List.of(0.2, 0.414), List.of(0.5, 0.976));
    assertEquals(
        "After 200 steps ema is at 98% of the expert's reward, raw at 41%.", Headline.ending(run));
  }

  @Test
  void oneSeriesIsComparedWithNothing() {
    LearningCurves run =
        SummaryTableTest.run(200, List.of("raw"), List.of(List.of(0.5, 1.0, 0.5, 1.0)));
    assertEquals("After 400 steps raw is at 100% of the expert's reward.", Headline.ending(run));
    assertEquals(
        "Between consecutive evaluations in the second half of training, the reward of raw changes"
            + " by 0.500 on average.",
        Headline.oscillation(run));
  }

  @Test
  void itSaysWhatDiverged() {
    LearningCurves raw = SummaryTableTest.run(List.of(Double.NaN), List.of(1.0));
    assertEquals(
        "After 100 steps ema is at 100% of the expert's reward, raw not finite.",
        Headline.ending(raw));
    LearningCurves ema = SummaryTableTest.run(List.of(1.0), List.of(Double.NaN));
    assertEquals(
        "After 100 steps ema is not finite, raw at 100% of the expert's reward.",
        Headline.ending(ema));
  }

  @Test
  void itComparesOscillationsWhicheverIsSmaller() {
    assertEnds("0.400 on average, that of ema by 0.100 (4.0 times less).", 0.4, 0.1);
    assertEnds("0.100 on average, that of ema by 0.400 (4.0 times more).", 0.1, 0.4);
    assertEnds("0.100 on average, that of ema by 0.110, about as much.", 0.1, 0.11);
    assertEnds("0.400 on average, that of ema by 0.010 (40 times less).", 0.4, 0.01);
    assertEnds("0.400 on average, that of ema by 0.000.", 0.4, 0);
  }

  @Test
  void oneEvaluationDoesNotOscillate() {
    assertEquals("", Headline.oscillation(SummaryTableTest.run(List.of(0.5), List.of(0.5))));
  }

  @Test
  void itCountsEvaluationsThatAreNotFinite() {
    LearningCurves run =
        SummaryTableTest.run(
            200,
            List.of("raw", "ema", "slow"),
            List.of(List.of(1.0, Double.NaN), List.of(1.0, 1.0), List.of(Double.NaN, Double.NaN)));
    assertEquals(
        "Left out, because they are not finite, are of 2 evaluations 1 of raw, 2 of slow.",
        Headline.divergence(run));
    assertEquals("", Headline.divergence(SummaryTableTest.run(List.of(1.0), List.of(1.0))));
  }

  private static void assertEnds(String end, double raw, double ema) {
    LearningCurves run = SummaryTableTest.run(List.of(0.5, 0.5 + raw), List.of(0.5, 0.5 + ema));
    assertEquals(
        "Between consecutive evaluations in the second half of training, the reward of raw changes"
            + " by "
            + end,
        Headline.oscillation(run));
  }
}
