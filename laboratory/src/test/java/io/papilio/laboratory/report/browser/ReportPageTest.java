package io.papilio.laboratory.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.report.LiveReport;
import io.papilio.laboratory.report.Report;
import io.papilio.laboratory.report.SyntheticRun;
import io.papilio.laboratory.report.butterfly.Butterfly;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser shows it. */
class ReportPageTest {
  private static final long MOST_BYTES = 3_000_000;

  @TempDir Path directory;
  @TempDir Path profile;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(
        Browser.executable().isPresent(),
        "chromium is not installed (Debian: apt-get install chromium)");
  }

  @ParameterizedTest
  @CsvSource({"390,light", "390,dark", "1400,light", "1400,dark"})
  void itShowsTheNumbersOfTheTablesOnEveryScreen(int width, String scheme) throws Exception {
    Path run = SyntheticRun.of(60).write(directory);
    Path page = Report.read(run).write();
    try (Browser browser = Browser.open(profile, page.toUri(), width, scheme)) {
      MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
      List<String> names = metrics.iterates();
      for (int i = 0; i < names.size(); i++) {
        String series = "papilio.runs[0].series[" + i + "].";
        assertEquals(
            column(metrics, names.get(i), "normalized_reward"), browser.numbers(series + "reward"));
        assertEquals(
            column(metrics, names.get(i), "validation_loss"), browser.numbers(series + "loss"));
        assertEquals(
            episodes(run, names.get(i)), browser.numbers("Array.from(" + series + "episodes)"));
      }
      assertEquals(List.of(), browser.problems());
      assertEquals(List.of(), browser.requests());
      assertEquals(
          0, browser.evaluate("document.documentElement.scrollWidth - innerWidth").asInt());
      String background =
          browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
      assertEquals(scheme.equals("dark") ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)", background);
      assertEquals(3, browser.evaluate("document.querySelectorAll('canvas').length").asInt());
    }
  }

  @Test
  void itZoomsToSingleIteratesAndShowsTheirValues() throws Exception {
    Path run = SyntheticRun.of(200).write(directory);
    try (Browser browser = Browser.open(profile, Report.read(run).write().toUri(), 1400, "light")) {
      browser.evaluate("window.scrollTo(0, 0)");
      String box = "document.querySelector('.reward .u-over').getBoundingClientRect().";
      double left = browser.evaluate(box + "left").asDouble();
      double top = browser.evaluate(box + "top").asDouble() + 50;
      double width = browser.evaluate(box + "width").asDouble();
      browser.mouse("mouseMoved", left + width / 2, top);
      browser.mouse("mousePressed", left + width / 2, top);
      browser.mouse("mouseMoved", left + width * 0.6, top);
      browser.mouse("mouseReleased", left + width * 0.6, top);
      List<Double> shown = browser.numbers(range(0));
      assertEquals(50_250, shown.get(0), 300);
      assertEquals(60_200, shown.get(1), 300);
      assertEquals(shown, browser.numbers(range(1)), "the loss beside it");

      browser.evaluate("papilio.zoomTo('training', 50000, 50100)");
      browser.mouse("mouseMoved", left + 1, top);
      String legend = browser.evaluate("document.querySelector('.u-legend').innerText").asText();
      double raw =
          MetricsTable.read(run.resolve("metrics.csv"))
              .series("raw", "normalized_reward")
              .get(99)
              .value();
      assertTrue(legend.contains("50,000"), legend);
      assertTrue(legend.contains(String.format("%.3g", raw).substring(0, 4)), legend + raw);

      browser.evaluate("document.querySelector('[data-zoom=all]').click()");
      assertEquals(List.of(500.0, 100_000.0), browser.numbers(range(0)));
      browser.evaluate("document.querySelector('[data-zoom=in]').click()");
      assertEquals(List.of(25_375.0, 75_125.0), browser.numbers(range(1)));
      assertEquals(List.of(), browser.problems());
    }
  }

  @Test
  void twoNeighborsPlaySideBySide() throws Exception {
    Path run = SyntheticRun.of(4).write(directory);
    List<String> walking = List.of(jpeg(0x0000ff), jpeg(0x00ff00), jpeg(0x00ffff));
    new Butterfly(
            7,
            10,
            100,
            5,
            0.5,
            50,
            List.of(
                new Butterfly.Scene("ema", 2000, 0.02, 3200, 1000, false, walking),
                new Butterfly.Scene("raw", 2000, 0.021, 320, 104, true, List.of(jpeg(0xff0000)))))
        .write(run);
    try (Browser browser = Browser.open(profile, Report.read(run).write().toUri(), 390, "light")) {
      String text = browser.evaluate("document.querySelector('main').innerText").asText();
      assertTrue(text.contains("their parameters differ by 0.5 (1% of their norm)"), text);
      assertTrue(text.contains("return 320 (10% of the expert's), falls after 104 time steps"));
      String seek =
          """
          (async () => {
            const slider = document.querySelector(".player input");
            slider.value = 1;
            slider.oninput();
            await new Promise(done => setTimeout(done, 300));
            return [...document.querySelectorAll(".butterfly canvas")].flatMap(canvas =>
              [...canvas.getContext("2d").getImageData(150, 150, 1, 1).data].slice(0, 3)
                .map(value => value > 128 ? 1 : 0));
          })()
          """;
      assertEquals(
          List.of(0.0, 1.0, 0.0, 1.0, 0.0, 0.0),
          browser.numbers(seek),
          "green, the second frame, and red, the last that there is");
      assertEquals(
          "Play, time step 105",
          browser
              .evaluate(
                  "['button', 'output'].map(name => document.querySelector('.player ' + name)"
                      + ".innerText).join(', ')")
              .asText());
      assertEquals(List.of(), browser.problems());
    }
  }

  private static String jpeg(int rgb) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Tag("nightly")
  @Test
  void longRunsAreThinned() throws Exception {
    int evaluations = 21_000;
    StringBuilder metrics = new StringBuilder("step,iterate,quantity,value\n");
    StringBuilder episodes = new StringBuilder("step,iterate,seed,return,length,terminated\n");
    for (int step = 1; step <= evaluations; step++) {
      for (String iterate : List.of("raw", "ema")) {
        double reward = step % 7 / 7.0;
        metrics.append(step + "," + iterate + ",validation_loss,0.5\n");
        metrics.append(step + "," + iterate + ",return," + 100 * reward + "\n");
        metrics.append(step + "," + iterate + ",normalized_reward," + reward + "\n");
        for (int seed = 0; seed < 2; seed++) {
          episodes.append(step + "," + iterate + "," + seed + "," + 100 * reward + ",10,true\n");
        }
      }
    }
    Files.writeString(directory.resolve("metrics.csv"), metrics);
    Files.writeString(directory.resolve("episodes.csv"), episodes);
    assertTrue(metrics.length() + episodes.length() > MOST_BYTES);
    Path page = Report.read(directory).write();
    assertTrue(Files.size(page) < MOST_BYTES, "bytes: " + Files.size(page));
    try (Browser browser = Browser.open(profile, page.toUri(), 1400, "light")) {
      List<Double> steps = browser.numbers("papilio.runs[0].steps");
      assertEquals(10_501, steps.size(), "one evaluation in 2, and the last");
      assertEquals(evaluations, steps.get(10_500));
      String note = browser.evaluate("document.querySelector('.note').innerText").asText();
      assertTrue(note.contains("one evaluation in 2 is shown"), note);
      assertEquals(List.of(), browser.problems());
    }
  }

  @ParameterizedTest
  @CsvSource({"390,dark", "1400,light"})
  void aTrainingOfAnExpertIsDrawn(int width, String scheme) throws Exception {
    StringBuilder metrics = new StringBuilder("step,iterate,quantity,value\n");
    for (int step = 1000; step <= 50_000; step += 1000) {
      metrics.append(step + ",training,return," + step / 10.0 + "\n");
      metrics.append(step + ",training,temperature," + 100.0 / step + "\n");
      metrics.append(step + ",raw,return," + step / 8.0 + "\n");
      metrics.append(step + ",raw,min_return," + step / 16.0 + "\n");
    }
    Files.writeString(directory.resolve("metrics.csv"), metrics);
    Path page = Report.read(directory).write();
    try (Browser browser = Browser.open(profile, page.toUri(), width, scheme)) {
      assertEquals(
          6250, browser.evaluate("papilio.charts[0].lines[1].values[49]").asDouble(), 1e-3);
      assertEquals(2, browser.evaluate("document.querySelectorAll('canvas').length").asInt());
      browser.evaluate("document.querySelector('[data-zoom=in]').click()");
      assertEquals(List.of(13_250.0, 37_750.0), browser.numbers(range(1)));
      assertEquals(
          0, browser.evaluate("document.documentElement.scrollWidth - innerWidth").asInt());
      assertEquals(List.of(), browser.problems());
    }
  }

  @Test
  void aServedPageFollowsTheRunAndKeepsItsZoom() throws Exception {
    Path run = SyntheticRun.of(20).write(directory);
    try (LiveReport live = LiveReport.serve(run, List.of(run), 0);
        Browser browser = Browser.open(profile, live.address(), 1400, "light")) {
      browser.evaluate("papilio.zoomTo('training', 2000, 5000)");
      Files.writeString(
          run.resolve("metrics.csv"),
          """
          10500,raw,validation_loss,0.25
          10500,raw,return,1600
          10500,raw,normalized_reward,0.5
          10500,ema,validation_loss,0.125
          10500,ema,return,3200
          10500,ema,normalized_reward,1
          """,
          StandardOpenOption.APPEND);
      String grown =
          """
          (async () => {
            for (let i = 0; i < 200 && papilio.runs[0].steps.length < 21; i++) {
              await new Promise(done => setTimeout(done, 100));
            }
            return papilio.runs[0].series.map(one => one.reward[20]);
          })()
          """;
      assertEquals(List.of(0.5, 1.0), browser.numbers(grown));
      assertEquals(List.of(2000.0, 5000.0), browser.numbers(range(0)));
      assertEquals(List.of(), browser.problems());
    }
  }

  private static String range(int plot) {
    return "[papilio.plots[%1$d].scales.x.min, papilio.plots[%1$d].scales.x.max]".formatted(plot);
  }

  private static List<Double> column(MetricsTable metrics, String iterate, String quantity) {
    return metrics.series(iterate, quantity).stream().map(MetricsTable.Value::value).toList();
  }

  /** The returns of an average's episodes divided by the expert's, as float32. */
  private static List<Double> episodes(Path run, String iterate) {
    CsvTable table = CsvTable.read(run.resolve("episodes.csv"));
    double expert = 3200;
    return IntStream.range(0, table.size())
        .filter(row -> table.text(row, "iterate").equals(iterate))
        .mapToObj(row -> (double) (float) (table.number(row, "return") / expert))
        .toList();
  }
}
