package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  @Test
  void itSaysWhereBothIteratesEnd() {
    LearningCurves run = SummaryTableTest.run(List.of(0.2, 0.414), List.of(0.5, 0.976));
    assertEquals(
        "The EMA iterate ends at 98% of the expert's reward, the raw iterate at 41%.",
        Headline.ending(run));
  }

  @Test
  void itSaysWhenAnIterateDiverged() {
    LearningCurves raw = SummaryTableTest.run(List.of(Double.NaN), List.of(1.0));
    assertEquals(
        "The EMA iterate ends at 100% of the expert's reward,"
            + " the raw iterate without a finite value.",
        Headline.ending(raw));
    LearningCurves ema = SummaryTableTest.run(List.of(1.0), List.of(Double.NaN));
    assertEquals(
        "The EMA iterate ends without a finite value,"
            + " the raw iterate at 100% of the expert's reward.",
        Headline.ending(ema));
  }

  @Test
  void itComparesOscillationsWhicheverIsSmaller() {
    assertEnds("0.400 on average, that of the EMA iterate by 0.100 (4.0 times less).", 0.4, 0.1);
    assertEnds("0.100 on average, that of the EMA iterate by 0.400 (4.0 times more).", 0.1, 0.4);
    assertEnds("0.100 on average, that of the EMA iterate by 0.110, about as much.", 0.1, 0.11);
    assertEnds("0.400 on average, that of the EMA iterate by 0.010 (40 times less).", 0.4, 0.01);
    assertEnds("0.400 on average, that of the EMA iterate by 0.000.", 0.4, 0);
  }

  @Test
  void oneEvaluationDoesNotOscillate() {
    assertEquals("", Headline.oscillation(SummaryTableTest.run(List.of(0.5), List.of(0.5))));
  }

  @Test
  void itCountsEvaluationsThatAreNotFinite() {
    LearningCurves run = SummaryTableTest.run(List.of(1.0, Double.NaN), List.of(1.0, 1.0));
    assertEquals(
        "Of 2 evaluations, 1 of the raw iterate and 0 of the EMA iterate are not finite and are"
            + " left out.",
        Headline.divergence(run));
    assertEquals("", Headline.divergence(SummaryTableTest.run(List.of(1.0), List.of(1.0))));
  }

  private static void assertEnds(String end, double raw, double ema) {
    LearningCurves run = SummaryTableTest.run(List.of(0.5, 0.5 + raw), List.of(0.5, 0.5 + ema));
    assertEquals(
        "Between neighbouring evaluations in the second half of training, the reward of the raw"
            + " iterate changes by "
            + end,
        Headline.oscillation(run));
  }
}
