package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a page shows of runs that measured more than rewards and losses. */
class ReportSectionsTest {
  @TempDir Path directory;

  @Test
  void aTrainingOfAnExpertHasAPage() throws IOException {
    Path run = Files.createDirectories(directory.resolve("expert"));
    Files.writeString(run.resolve("config.json"), "{\"env\":\"Hopper-v5\",\"seed\":3}");
    Files.writeString(
        run.resolve("metrics.csv"),
        """
        step,iterate,quantity,value
        1000,training,episodes,12
        1000,training,return,20.5
        1000,training,temperature,0.5
        1000,raw,return,150
        1000,raw,min_return,100
        1000,raw,length,80
        2000,training,return,300.5
        2000,raw,return,1234.5
        2000,raw,min_return,1200
        2000,raw,length,400
        """);
    Report report = Report.read(run);
    assertEquals(
        List.of(
            "After 2,000 environment steps the policy for Hopper-v5 returns 1235"
                + " (best evaluation: 1235)."),
        report.headline());
    Markup page = Markup.parse(Files.readString(report.write()));
    assertTrue(page.text().contains("Hopper-v5: return of the policy"), page.text());
    assertTrue(page.text().contains("Temperature α"));
    assertFalse(page.text().contains("Loss of the critics"), "it has none yet");
    List<String> sections = page.all("h2").stream().map(Element::getTextContent).toList();
    assertEquals(List.of("Training", "Files"), sections);
    assertTrue(Files.exists(run.resolve("metrics.arrow")));

    SyntheticRun.of(4).write(directory.resolve("clone"));
    String both = Markup.parse(Files.readString(Report.read(directory).write())).text();
    assertTrue(both.contains("Behavior cloning in Hopper-v5; Experts of Hopper-v5"), both);
  }

  @Test
  void anAverageThatARunDoesNotHaveIsRejected() throws IOException {
    SyntheticRun.of(3).write(directory);
    Report report = Report.read(directory);
    var error = assertThrows(InvalidValueException.class, () -> report.only(List.of("emma")));
    assertEquals("average: emma (expected: raw, ema)", error.getMessage());
  }

  @Test
  void whatARunMeasuresBesidesHasCharts() throws IOException {
    SyntheticRun.of(3).write(directory);
    Path metrics = directory.resolve("metrics.csv");
    StringBuilder more = new StringBuilder(Files.readString(metrics));
    more.append("1500,training,gradient_variance,0.5\n1500,training,gradient_squared_norm,-0.1\n");
    more.append("1500,training,gradient_noise_ratio,-5\n");
    more.append("2500,training,gradient_variance,0.25\n");
    more.append("2500,training,gradient_squared_norm,0.125\n");
    more.append("1500,raw,disagreement,0.25\n1500,ema,disagreement,0.125\n");
    more.append("1500,raw,exit_time,700\n1500,ema,exit_time,1000\n");
    Files.writeString(metrics, more);
    Files.copy(metrics, directory.resolve("window.csv"));
    Files.copy(directory.resolve("episodes.csv"), directory.resolve("window-episodes.csv"));
    String page = Markup.parse(Files.readString(Report.read(directory).write())).text();
    for (String title :
        List.of(
            "Variance of minibatch gradients, and their squared mean",
            "Noise of a minibatch gradient over its signal",
            "Disagreement of consecutive iterates",
            "First exit from the demonstrations' support",
            "raw: every episode, one color per seed",
            "Reward against cloning error of every iterate")) {
      assertTrue(page.contains(title), title);
    }
    Markup variance = Markup.parse(Files.readString(directory.resolve("gradient-variance.svg")));
    assertTrue(variance.text().contains("variance (trace)"), variance.text());
    for (String name : List.of("gradient-noise", "disagreement", "exit-time")) {
      assertTrue(Files.exists(directory.resolve(name + ".png")), name);
    }
    String window = Files.readString(directory.resolve("window.svg"));
    assertTrue(window.contains(">ema<"), window);
    assertFalse(window.contains(">one episode<"), window);
    assertTrue(Files.exists(directory.resolve("window-scatter.png")));
  }

  @Test
  void attentionWeightsAreHeatMaps() throws IOException {
    SyntheticRun.of(3).write(directory);
    Files.createDirectories(directory.resolve("attention"));
    Files.writeString(
        directory.resolve("attention/ema.csv"),
        """
        time_step,layer,head,position,attended,weight
        7,0,0,0,0,1
        7,0,0,1,0,0.25
        7,0,0,1,1,0.75
        7,0,1,0,0,1
        7,0,1,1,0,0.5
        7,0,1,1,1,0.5
        """);
    String page = Files.readString(Report.read(directory).write());
    assertTrue(Markup.parse(page).text().contains("ema, time step 7"));
    Markup figure = Markup.parse(Files.readString(directory.resolve("attention/ema-7.svg")));
    assertEquals(3, figure.all("image").size(), "a map per head, and the scale");
    assertTrue(figure.text().contains("head 2"));
    assertTrue(Files.exists(directory.resolve("attention/ema-7.png")));
  }
}
