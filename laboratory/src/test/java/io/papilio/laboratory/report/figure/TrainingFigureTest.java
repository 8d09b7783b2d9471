package io.papilio.laboratory.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.laboratory.report.Markup;
import io.papilio.laboratory.report.SyntheticRun;
import io.papilio.laboratory.report.run.CurveReader;
import io.papilio.laboratory.report.run.LearningCurves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class TrainingFigureTest {
  @TempDir Path directory;

  private LearningCurves run(SyntheticRun run) throws IOException {
    return new CurveReader(run.write(directory)).read();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40, 400})
  void everyEvaluationHasAMarkerInBothPanels(int evaluations) throws IOException {
    Markup figure =
        Markup.parse(
            TrainingFigure.draw(run(new SyntheticRun(evaluations, 2, 3200, Integer.MAX_VALUE))));
    // Two panels, and the key of the legend.
    assertEquals(2 * evaluations + 1, figure.styled("s0", "marker").size());
    assertEquals(2 * evaluations + 1, figure.styled("s1", "marker").size());
  }

  @Test
  void everyAverageHasACurveInItsColorAndItsName() throws IOException {
    SyntheticRun synthetic =
        SyntheticRun.of(3, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
    Markup figure = Markup.parse(TrainingFigure.draw(run(synthetic)));
    String style = figure.all("style").get(0).getTextContent();
    for (String name : synthetic.averages()) {
      assertTrue(figure.text().contains(name), name);
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(style.contains(".s" + i + " {"), "color " + i);
      // Two panels of three evaluations, and the legend; ten series share eight colors.
      assertEquals((i < 2 ? 2 : 1) * (2 * 3 + 1), figure.styled("s" + i, "marker").size());
    }
  }

  @Test
  void everyEpisodeHasADot() throws IOException {
    Markup figure = Markup.parse(TrainingFigure.draw(run(SyntheticRun.of(7))));
    for (String style : List.of("s0", "s1")) {
      long dots =
          figure.all("path").stream()
              .filter(path -> path.getAttribute("class").equals("dots " + style))
              .filter(path -> path.hasAttribute("stroke-opacity"))
              .mapToLong(path -> path.getAttribute("d").chars().filter(c -> c == 'M').count())
              .sum();
      assertEquals(7 * 20, dots);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40})
  void nothingLiesOutsideTheFigure(int evaluations) throws IOException {
    LearningCurves run = run(SyntheticRun.of(evaluations));
    Markup figure = Markup.parse(TrainingFigure.draw(run));
    double height =
        Double.parseDouble(figure.document().getDocumentElement().getAttribute("height"));
    double right = FigureFrame.WIDTH - FigureFrame.RIGHT;
    for (Element circle : figure.all("circle")) {
      double x = Double.parseDouble(circle.getAttribute("cx"));
      double y = Double.parseDouble(circle.getAttribute("cy"));
      assertTrue(x >= FigureFrame.LEFT && x <= right, "x " + x);
      assertTrue(y >= 0 && y <= height, "y " + y);
    }
  }

  @Test
  void divergedEvaluationsAreCrosses() throws IOException {
    LearningCurves run = run(new SyntheticRun(10, 4, 100, 6));
    Markup figure = Markup.parse(TrainingFigure.draw(run));
    assertEquals(2 * 4, figure.styled("s0", "not-finite").size());
    assertEquals(0, figure.styled("s1", "not-finite").size());
    // Six evaluations in each of two panels, and the key of the legend.
    assertEquals(2 * 6 + 1, figure.styled("s0", "line").stream().mapToLong(this::vertices).sum());
  }

  @Test
  void aRunThatNeverWasFiniteStillHasAFigure() throws IOException {
    LearningCurves run = run(new SyntheticRun(10, 4, 100, 0));
    Markup figure = Markup.parse(TrainingFigure.draw(run));
    assertEquals(2 * 10, figure.styled("s0", "not-finite").size());
  }

  @Test
  void theSameRunGivesTheSameFigure() throws IOException {
    SyntheticRun synthetic = SyntheticRun.of(12);
    String once = TrainingFigure.draw(run(synthetic));
    assertEquals(once, TrainingFigure.draw(run(synthetic)));
  }

  @Test
  void theFigureNeedsNothingFromElsewhere() throws IOException {
    String figure = TrainingFigure.draw(run(SyntheticRun.of(3)));
    assertTrue(figure.contains("<style>"));
    String withoutNamespace = figure.replace("http://www.w3.org/2000/svg", "");
    for (String reference : List.of("http", "url(", "@import", "href", "<script")) {
      assertTrue(!withoutNamespace.contains(reference), reference);
    }
  }

  @Test
  void aFigureOfCostsSaysSo() throws IOException {
    Markup figure = Markup.parse(TrainingFigure.draw(run(new SyntheticRun(10, 4, -100, 99))));
    assertTrue(figure.text().contains("cost (expert = 1)"));
  }

  private long vertices(Element line) {
    return line.getAttribute("d").chars().filter(c -> c == 'M' || c == 'L').count();
  }
}
