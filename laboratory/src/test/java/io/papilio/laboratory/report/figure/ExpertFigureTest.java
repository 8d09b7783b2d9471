package io.papilio.laboratory.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.laboratory.report.Markup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpertFigureTest {
  private static final Path NAME = Path.of("metrics.csv");
  private static final String HEADER = "step,iterate,quantity,value\n";
  private static final String METRICS =
      HEADER + "1000,raw,return,10.5\n2000,raw,return,200\n3000,raw,return,180\n";

  @Test
  void everyEvaluationIsAPointAndEveryBinABar() {
    Markup figure = Markup.parse(ExpertFigure.draw(NAME, METRICS, episodes(100)));
    assertEquals(3, figure.all("circle").size());
    // One rectangle is the paper.
    assertEquals(20 + 1, figure.all("rect").size());
    assertTrue(figure.text().contains("Returns of 100 episodes: 150 ± 29, median 150"));
  }

  @Test
  void averagedPolicyHasACurveFromWhereItBegan() {
    String metrics = METRICS + "2000,ema,return,150\n3000,ema,return,190\n";
    Markup figure = Markup.parse(ExpertFigure.draw(NAME, metrics, episodes(100)));
    assertEquals(3 + 2, figure.all("circle").size());
    assertTrue(figure.text().contains("learning curve: raw, ema"));
  }

  @Test
  void episodesThatAreAllAlikeAreDrawn() {
    Markup figure = Markup.parse(ExpertFigure.draw(NAME, METRICS, episodes(1)));
    assertTrue(figure.text().contains("Returns of 1 episodes: 100 ± 0, median 100"));
    assertTrue(
        figure.all("text").stream().anyMatch(t -> t.getTextContent().equals("learning curve")));
  }

  @Test
  void metricsOfSomethingElseAreRejected() {
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> ExpertFigure.draw(NAME, HEADER + "1,raw,loss,2\n", episodes(1)));
    assertEquals("metrics.csv: no returns (expected: an evaluation)", error.getMessage());
  }

  /** Returns 100, 101, ... */
  private static List<EpisodeStatistics> episodes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new EpisodeStatistics(Optional.empty(), 100 + i, 10, false, true))
        .toList();
  }
}
