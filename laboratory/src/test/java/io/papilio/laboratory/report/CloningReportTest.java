package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloningReportTest {
  private static final List<String> COMMAND = List.of("./papilio", "clone", "--steps", "6000");

  @TempDir Path directory;

  private Path finishedRun() throws IOException {
    SyntheticRun run = SyntheticRun.of(12);
    return run.writeManifest(run.write(directory), COMMAND);
  }

  @Test
  void thePageShowsTheResultTheSettingsAndTheManifest() throws IOException {
    String page = Files.readString(CloningReport.read(finishedRun()).write());
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
    CloningReport report = CloningReport.read(finishedRun());
    String page = Markup.parse(Files.readString(report.write())).text();
    for (SummaryTable.Row row : report.summary().rows()) {
      assertTrue(page.contains(row.label()), row.label());
      for (String value : row.values()) {
        assertTrue(page.contains(value.replace("-", "–")), value);
      }
    }
    assertTrue(page.contains(report.headline().get(1)));
  }

  @Test
  void thePageLinksToTheFilesBesideIt() throws IOException {
    Files.writeString(finishedRun().resolve("javascript:alert(1) 100%.txt"), "x");
    Files.createDirectory(directory.resolve("weights"));
    Files.writeString(directory.resolve("weights/raw.safetensors"), "x");
    Path page = CloningReport.read(directory).write();
    List<String> links =
        Markup.parse(Files.readString(page)).all("a").stream()
            .map(a -> a.getAttribute("href"))
            .toList();
    assertEquals(
        List.of(
            "./config.json",
            "./episodes.csv",
            "./figure.svg",
            "./javascript:alert(1)%20100%25.txt",
            "./manifest.json",
            "./metrics.csv",
            "./weights/raw.safetensors"),
        links);
  }

  @Test
  void whatComesFromFilesIsEscaped() throws IOException {
    SyntheticRun run = SyntheticRun.of(3);
    run.writeManifest(run.write(directory), List.of("papilio", "<img src=x onerror=alert(1)>"));
    Files.writeString(
        directory.resolve("config.json"), "{\"env\":\"<b>\", \"</td><script>\":\"&\"}");
    String page = Files.readString(CloningReport.read(directory).write());
    Markup markup = Markup.parse(page);
    assertTrue(markup.all("b").isEmpty());
    assertTrue(markup.all("script").isEmpty());
    assertTrue(markup.all("img").isEmpty());
    assertTrue(markup.text().contains("</td><script>"));
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws IOException {
    String page = Files.readString(CloningReport.read(finishedRun()).write());
    String withoutNamespace = page.replace("http://www.w3.org/2000/svg", "");
    for (String reference : List.of("http", "url(", "@import", "src=", "<link", "<script")) {
      assertFalse(withoutNamespace.contains(reference), reference);
    }
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
    String page = Markup.parse(Files.readString(CloningReport.read(directory).write())).text();
    assertTrue(page.contains("there are 4 evaluations"), page);
    assertFalse(page.contains("Each dot is one episode"));
  }

  @Test
  void aRunOfFiveAveragesShowsThemAll() throws IOException {
    SyntheticRun run = SyntheticRun.of(12, "ema", "slow", "constant", "mean");
    run.writeManifest(run.write(directory), COMMAND);
    CloningReport report = CloningReport.read(directory);
    assertEquals(List.of("raw", "ema", "slow", "constant", "mean"), report.summary().names());
    Markup page = Markup.parse(Files.readString(report.write()));
    List<String> columns =
        page.all("th").stream()
            .filter(cell -> cell.getAttribute("scope").equals("col"))
            .map(cell -> cell.getTextContent() + " " + cell.getAttribute("class"))
            .toList();
    assertEquals(
        List.of("raw s0", "ema s1", "slow s2", "constant s3", "mean s4", "expert "), columns);
  }

  @Test
  void theRawIterateIsTheBaselineWhereverItStands() throws IOException {
    SyntheticRun.of(3, "ema").write(directory);
    Path metrics = directory.resolve("metrics.csv");
    List<String> lines = Files.readAllLines(metrics);
    lines.subList(1, lines.size()).sort(Comparator.comparing(line -> !line.contains(",ema,")));
    Files.write(metrics, lines);
    assertEquals(List.of("raw", "ema"), CloningReport.read(directory).summary().names());
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
    List<SummaryTable.Row> rows = CloningReport.read(run).summary().rows();
    assertEquals("3150", rows.get(rows.size() - 1).expert());
  }

  @Test
  void brokenSettingsAreRejected() throws IOException {
    Path config = SyntheticRun.of(2).write(directory).resolve("config.json");
    Files.writeString(config, "{");
    assertEquals(config + ": line 1: not JSON (expected: a JSON object)", rejection());
  }

  private String rejection() {
    return assertThrows(InvalidValueException.class, () -> CloningReport.read(directory))
        .getMessage();
  }
}
