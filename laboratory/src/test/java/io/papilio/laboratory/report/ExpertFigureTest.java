package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpertFigureTest {
  private static final Path NAME = Path.of("metrics.csv");
  private static final String METRICS = "step,mean_return\n1000,10.5\n2000,200\n3000,180\n";

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
    String metrics = "step,mean_return,average_return\n1,1,NaN\n2,2,3\n3,3,4\n";
    Markup figure = Markup.parse(ExpertFigure.draw(NAME, metrics, episodes(100)));
    assertEquals(3 + 2, figure.all("circle").size());
    assertTrue(figure.text().contains("raw and EMA"));
  }

  @Test
  void episodesThatAreAllAlikeAreDrawn() {
    Markup figure = Markup.parse(ExpertFigure.draw(NAME, METRICS, episodes(1)));
    assertTrue(figure.text().contains("Returns of 1 episodes: 100 ± 0, median 100"));
  }

  @Test
  void metricsOfSomethingElseAreRefused() {
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> ExpertFigure.draw(NAME, "step,loss\n1,2\n", episodes(1)));
    assertTrue(error.getMessage().endsWith("(expected: a column mean_return)"));
  }

  /** Returns 100, 101, ... */
  private static List<EpisodeStatistics> episodes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new EpisodeStatistics(Optional.empty(), 100 + i, 10, false, true))
        .toList();
  }
}
