package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class SweepReportTest {
  @TempDir Path directory;

  @Test
  void aSweepHasOnePageOfAllItsRuns() throws IOException {
    for (int seed = 0; seed < 3; seed++) {
      Path run = SyntheticRun.of(6 + seed).write(directory.resolve("seed" + seed));
      Files.writeString(
          run.resolve("config.json"),
          "{\"env\":\"Hopper-v5\",\"seed\":" + seed + ",\"steps\":6000}");
    }
    Files.writeString(
        directory.resolve("summary.csv"),
        """
        run,iterate,seeds,statistic,median,low,high,paper
        MLP,raw,3,j_max,0.98,0.91,1.0,1.00
        MLP,raw,3,l_min,0.0123,0.0119,0.013,NaN
        MLP,raw,3,t_worse,NaN,NaN,NaN,
        """);
    Report report = Report.read(directory);
    assertTrue(report.headline().get(0).startsWith("At the end of 3 runs ema is at "));
    Path page = report.write();
    assertEquals(directory.resolve("report.html"), page);
    Markup markup = Markup.parse(Files.readString(page));
    assertEquals(
        List.of("seed 0", "seed 1", "seed 2"),
        markup.all("h3").stream().map(Element::getTextContent).toList());
    List<String> cells =
        markup.all("td").stream()
            .filter(cell -> cell.getElementsByTagName("small").getLength() > 0)
            .map(Element::getTextContent)
            .toList();
    assertEquals(List.of("0.980.91 to 1.00paper 1.00", "0.01230.0119 to 0.0130"), cells);
    assertTrue(
        markup.all("a").stream()
            .anyMatch(a -> a.getAttribute("href").equals("./seed2/metrics.csv")));
    assertTrue(Files.exists(directory.resolve("seed1/figure.png")));
    String gallery = Files.readString(directory.resolve("gallery.svg"));
    assertEquals(
        List.of("raw", "ema", "expert", "reward", "seed 0", "seed 1", "seed 2", "gradient steps"),
        Markup.parse(gallery).all("text").stream()
            .filter(text -> !text.getAttribute("class").startsWith("tick"))
            .map(Element::getTextContent)
            .toList());
    assertEquals(6, gallery.split("class=\"line\"", -1).length - 1 - 2, "less those of the legend");
    String last = Files.readString(directory.resolve("last.svg"));
    assertEquals(6, last.split("<circle", -1).length - 1 - 2, "a marker for each average of a run");
  }

  @Test
  void aLongTitleIsBrokenAfterCommas() throws IOException {
    for (String rate : List.of("1e-4", "3e-4")) {
      Path run = SyntheticRun.of(2).write(directory.resolve("rate" + rate));
      Files.writeString(
          run.resolve("config.json"),
          """
          {"env":"Hopper-v5","seed":0,"steps":6000,
           "optimizer":{"batch-size":%s,"learning-rate":%s,"learning-rate-power":%s}}
          """
              .formatted(rate.charAt(0), rate, rate.charAt(0)));
    }
    Report.read(directory).write();
    List<Element> titles =
        Markup.parse(Files.readString(directory.resolve("gallery.svg"))).all("text").stream()
            .filter(text -> text.getTextContent().matches("(batch|learning).*"))
            .toList();
    assertEquals(
        List.of(
            "batch size 1, learning rate 1e-4,", "learning rate power 1",
            "batch size 3, learning rate 3e-4,", "learning rate power 3"),
        titles.stream().map(Element::getTextContent).toList());
    double first = Double.parseDouble(titles.get(0).getAttribute("y"));
    double second = Double.parseDouble(titles.get(1).getAttribute("y"));
    assertEquals(15, second - first);
  }

  @Test
  void aLongNameIsBrokenBetweenWords() throws IOException {
    String words = "a Transformer of four layers at a constant rate";
    for (String name : List.of(words.replace(' ', '-'), "MLP")) {
      SyntheticRun.of(2).write(directory.resolve("sizes").resolve(name).resolve("seed0"));
    }
    Report.read(directory).write();
    List<String> texts =
        Markup.parse(Files.readString(directory.resolve("gallery.svg"))).all("text").stream()
            .map(Element::getTextContent)
            .toList();
    int first = texts.indexOf("a Transformer of four layers at a");
    assertTrue(first >= 0, texts::toString);
    assertEquals("constant rate", texts.get(first + 1));
  }

  @Test
  void runsWithoutAnErrorHaveTheirFigures() throws IOException {
    for (String name : List.of("one/seed0", "two/seed0")) {
      Path metrics = SyntheticRun.of(2).write(directory.resolve(name)).resolve("metrics.csv");
      String zero = "validation_loss,0";
      Files.writeString(
          metrics, Files.readString(metrics).replaceAll("validation_loss,[^\n]*", zero));
    }
    Markup page = Markup.parse(Files.readString(Report.read(directory).write()));
    assertTrue(Files.readString(directory.resolve("last.svg")).contains("<circle"));
    assertEquals(
        List.of("one", "two"), page.all("h3").stream().map(Element::getTextContent).toList());
  }

  @Test
  void runsOfSweepsHaveTheirNamesThere() throws IOException {
    List<String> labels =
        List.of("noise: MLP 10, seed 0", "noise: MLP 10, seed 1", "noise: MLP 50", "size: MLP 10");
    for (String run : List.of("noise/MLP-10/seed0", "noise/MLP-10/seed1", "noise/MLP-50/seed0")) {
      SyntheticRun.of(2).write(directory.resolve(run));
    }
    SyntheticRun.of(2).write(directory.resolve("size/MLP-10/seed0"));
    assertEquals(labels, labels(directory));
    assertEquals(
        List.of("MLP 10, seed 0", "MLP 10, seed 1", "MLP 50"), labels(directory.resolve("noise")));
  }

  private static List<String> labels(Path sweep) throws IOException {
    return Markup.parse(Files.readString(Report.read(sweep).write())).all("h3").stream()
        .map(Element::getTextContent)
        .toList();
  }

  @Test
  void runsOfEqualSettingsHaveTheNamesOfTheirDirectories() throws IOException {
    for (String run : List.of("a/one", "b/one")) {
      SyntheticRun.of(2).write(directory.resolve(run));
    }
    assertEquals(List.of("a/one", "b/one"), labels(directory));
  }

  @Test
  void aRunOfASweepWithoutEvaluationsIsLeftOut() throws IOException {
    SyntheticRun.of(2).write(directory.resolve("one"));
    Path begun = SyntheticRun.of(1).write(directory.resolve("two")).resolve("metrics.csv");
    Files.writeString(begun, Files.readAllLines(begun).get(0) + "\n");
    assertTrue(Report.read(directory).headline().get(0).startsWith("After 1,000 steps ema is at "));
  }
}
