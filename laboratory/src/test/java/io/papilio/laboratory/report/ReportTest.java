package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.laboratory.report.summary.SummaryTable;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {
  private static final List<String> COMMAND = List.of("./papilio", "clone", "--steps", "6000");

  @TempDir Path directory;

  private Path finishedRun() throws IOException {
    SyntheticRun run = SyntheticRun.of(12);
    return run.writeManifest(run.write(directory), COMMAND);
  }

  @Test
  void thePageShowsTheResultTheSettingsAndTheManifest() throws IOException {
    String page = Files.readString(Report.read(finishedRun()).write());
    Markup markup = Markup.parse(page);
    assertTrue(markup.all("h1").get(0).getTextContent().startsWith("After 6,000 steps ema is at "));
    assertTrue(markup.text().contains("Hopper-v5"));
    assertTrue(markup.text().contains("./papilio clone --steps 6000"));
    assertTrue(markup.text().contains("git checkout 1a2b3c4d5e6f7a8b9c0d"));
    assertTrue(markup.text().contains("The sources differed from this commit"));
    assertTrue(markup.text().contains("pairs in a minibatch"), "the setting's description");
    assertTrue(markup.text().contains("3.14.0"), "MuJoCo's version");
  }

  @Test
  void thePageAndTheTerminalShowTheSameNumbers() throws IOException {
    Report report = Report.read(finishedRun());
    String page = Markup.parse(Files.readString(report.write())).text();
    Map<String, SummaryTable.Row> rows = new HashMap<>();
    report.summary().rows().forEach(row -> rows.put(row.label(), row));
    for (String label : List.of("final reward", "best reward", "oscillation, second half")) {
      for (String value : rows.get(label).values()) {
        assertTrue(page.contains(value), label + " " + value);
      }
    }
    assertTrue(page.contains(report.headline().get(1)));
  }

  @Test
  void thePageLinksToTheFilesBesideIt() throws IOException {
    Files.writeString(finishedRun().resolve("javascript:alert(1) 100%.txt"), "x");
    Files.createDirectory(directory.resolve("weights"));
    Files.writeString(directory.resolve("weights/raw.safetensors"), "x");
    Path page = Report.read(directory).write();
    List<String> links =
        Markup.parse(Files.readString(page)).all("a").stream()
            .map(a -> a.getAttribute("href"))
            .toList();
    assertEquals(
        List.of(
            "./config.json",
            "./episodes.arrow",
            "./episodes.csv",
            "./figure.png",
            "./figure.svg",
            "./javascript:alert(1)%20100%25.txt",
            "./manifest.json",
            "./metrics.arrow",
            "./metrics.csv",
            "./scatter.png",
            "./scatter.svg",
            "./weights/raw.safetensors"),
        links);
  }

  @Test
  void whatComesFromFilesIsEscaped() throws IOException {
    SyntheticRun run = SyntheticRun.of(3);
    run.writeManifest(run.write(directory), List.of("papilio", "<img src=x onerror=alert(1)>"));
    Files.writeString(
        directory.resolve("config.json"), "{\"env\":\"<b>\", \"</td><script>\":\"&\"}");
    String page = Files.readString(Report.read(directory).write());
    Markup markup = Markup.parse(page);
    assertTrue(markup.all("b").isEmpty());
    assertEquals(2, markup.all("script").size(), "ours: the data and what draws them");
    assertTrue(markup.all("img").isEmpty());
    assertTrue(markup.text().contains("</td><script>"));
  }

  @Test
  void thePagesPolicyForbidsWhatIsNotInIt() throws IOException {
    Markup page = Markup.parse(Files.readString(Report.read(finishedRun()).write()));
    String policy =
        page.all("meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .map(meta -> meta.getAttribute("content"))
            .findFirst()
            .orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; img-src data:; style-src 'sha256-"), policy);
    assertTrue(policy.contains("connect-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(page.all("link").isEmpty());
  }

  @Test
  void anUnfinishedRunHasAReport() throws IOException {
    SyntheticRun.of(4).write(directory);
    Files.delete(directory.resolve("episodes.csv"));
    Files.delete(directory.resolve("config.json"));
    Path metrics = directory.resolve("metrics.csv");
    Files.writeString(
        metrics,
        Files.readString(metrics) + "2500,raw,validation_loss,0.5\n2500,raw,ret"); // torn by a kill
    String page = Markup.parse(Files.readString(Report.read(directory).write())).text();
    assertTrue(page.contains("After 2,000 steps ema is at "));
    assertFalse(page.contains("Each dot is one episode"));
  }

  @Test
  void aRunOfFiveAveragesShowsThemAll() throws IOException {
    SyntheticRun run = SyntheticRun.of(12, "ema", "slow", "constant", "mean");
    run.writeManifest(run.write(directory), COMMAND);
    Report report = Report.read(directory);
    assertEquals(List.of("raw", "ema", "slow", "constant", "mean"), report.summary().names());
    Markup page = Markup.parse(Files.readString(report.write()));
    List<String> rows =
        page.all("th").stream()
            .filter(cell -> cell.getAttribute("scope").equals("row"))
            .filter(cell -> cell.getElementsByTagName("span").getLength() > 0)
            .map(cell -> cell.getTextContent() + " " + swatch(cell))
            .toList();
    assertEquals(List.of("raw s0", "ema s1", "slow s2", "constant s3", "mean s4"), rows);
  }

  private static String swatch(Element cell) {
    Element span = (Element) cell.getElementsByTagName("span").item(0);
    return span.getAttribute("class").replace("swatch ", "");
  }

  @Test
  void theRawIterateIsTheBaselineWhereverItStands() throws IOException {
    SyntheticRun.of(3, "ema").write(directory);
    Path metrics = directory.resolve("metrics.csv");
    List<String> lines = Files.readAllLines(metrics);
    lines.subList(1, lines.size()).sort(Comparator.comparing(line -> !line.contains(",ema,")));
    Files.write(metrics, lines);
    assertEquals(List.of("raw", "ema"), Report.read(directory).summary().names());
  }

  @Test
  void temporaryFilesOfAKilledReportAreDeleted() throws IOException {
    SyntheticRun run = SyntheticRun.of(2);
    Path finished = run.writeManifest(run.write(directory.resolve("finished")), COMMAND);
    Path training = run.write(directory.resolve("training"));
    Path left = Files.writeString(finished.resolve(".scatter.png.1.tmp"), "x");
    Path live = Files.writeString(training.resolve(".metrics.csv.1.tmp"), "x");
    Report.read(directory).write();
    assertTrue(Files.notExists(left));
    assertTrue(Files.exists(live), "a training process may be writing it");
  }

  @Test
  void aDirectoryWithoutRunsIsRejected() {
    assertEquals(
        "run: " + directory + " has no metrics.csv (expected: a directory of a run or sweep)",
        rejection());
  }

  @Test
  void aRunWithoutEvaluationsIsRejected() throws IOException {
    Path metrics = SyntheticRun.of(1).write(directory).resolve("metrics.csv");
    Files.writeString(metrics, Files.readAllLines(metrics).get(0) + "\n");
    assertEquals(metrics + ": no evaluation (expected: at least one)", rejection());
    Files.writeString(metrics, "");
    assertEquals(metrics + ": empty (expected: a line of column names)", rejection());
  }

  @Test
  void aBrokenTableIsRejectedWithItsLine() throws IOException {
    Path metrics = SyntheticRun.of(2).write(directory).resolve("metrics.csv");
    String good = Files.readString(metrics);
    Files.writeString(metrics, good.replace("\n1000,raw,ret", "\nmany,raw,ret"));
    assertEquals(metrics + " line 13: step 'many' (expected: an integer)", rejection());
    Files.writeString(metrics, good.replace("\n1000,raw,return", "\nraw,return"));
    assertEquals(metrics + " line 13: 3 fields (expected: 4)", rejection());
    Files.writeString(metrics, good.replace("step,iterate", "step,weights"));
    assertTrue(rejection().endsWith("the columns [step, iterate, quantity, value])"), rejection());
    Files.writeString(metrics, good.replace("\n1000,raw,return", "\n500,raw,return"));
    assertEquals(metrics + " line 13: step '500' (expected: > 500)", rejection());
    Files.writeString(metrics, good.replace("\n500,ema,return", "\n400,ema,return"));
    assertEquals(
        metrics + ": steps [500, 400] (expected: evaluations of all at one step)", rejection());
  }

  @Test
  void theExpertsReturnComesFromItsEpisodes() throws IOException {
    Path run = SyntheticRun.of(2).write(directory);
    ExpertEpisodes.write(
        run.resolve("expert.json"),
        List.of(
            new EpisodeStatistics(Optional.of(BigInteger.ZERO), 3100, 1000, false, true),
            new EpisodeStatistics(Optional.empty(), 3200, 1000, false, true)));
    List<SummaryTable.Row> rows = Report.read(run).summary().rows();
    assertEquals("3150", rows.get(rows.size() - 1).expert());
  }

  @Test
  void brokenSettingsAreRejected() throws IOException {
    Path config = SyntheticRun.of(2).write(directory).resolve("config.json");
    Files.writeString(config, "{");
    String expected = "a JSON object with the settings of a run, or another directory";
    assertEquals(config + ": line 1: not JSON (expected: " + expected + ")", rejection());
  }

  private String rejection() {
    return assertThrows(InvalidValueException.class, () -> Report.read(directory)).getMessage();
  }
}
