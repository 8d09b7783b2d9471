package io.papilio.laboratory.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.report.figure.Plot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
  @Test
  void verdictsFollowFromNumbers() {
    assertEquals(Verdict.HOLDS, Claim.equal("a", "s", 2, 2.01, 0.01).verdict());
    assertEquals(Verdict.FAILS, Claim.equal("a", "s", 2, 2.03, 0.01).verdict());
    assertEquals(Verdict.HOLDS, Claim.atMost("a", "s", 1, 1).verdict());
    assertEquals(Verdict.FAILS, Claim.atLeast("a", "s", 1, 0.9).verdict());
    assertEquals(Verdict.FAILS, Claim.atMost("a", "s", 1, Double.NaN).verdict());
    assertEquals(Verdict.HOLDS, Claim.simulated("a", "s", 1, new Mean(1.1, 0.05)).verdict());
    assertEquals(Verdict.FAILS, Claim.simulated("a", "s", 1, new Mean(1.3, 0.05)).verdict());
  }

  @Test
  void correctionDoesNotMakeAFailedClaimHold() {
    assertEquals(Verdict.CORRECTED, Claim.atMost("a", "s", 1, 0).corrected("why").verdict());
    assertEquals(Verdict.FAILS, Claim.atMost("a", "s", 1, 2).corrected("why").verdict());
  }

  @Test
  void groupIsFoundByItsNameOrByAStudys() {
    Study study = study();
    StudyGroup group = new StudyGroup("all", "All", "lead", List.of(study, other()));
    assertEquals(Optional.of(group), StudyGroup.find(List.of(group), "all"));
    assertEquals(List.of(study), StudyGroup.find(List.of(group), "one").orElseThrow().studies());
    assertTrue(StudyGroup.find(List.of(group), "three").isEmpty());
  }

  @Test
  void reportHasEveryClaimAndPlot(@TempDir Path directory) throws Exception {
    StudyGroup group = new StudyGroup("all", "All claims", "lead", List.of(study()));
    StudyRun run = new StudyRun(group, null);
    Map<Study, Findings> found = run.run(2, (done, total, note) -> {});
    String page = Files.readString(run.write(directory, found).get(0));
    assertTrue(page.contains("ratio &lt; 1"), page);
    assertTrue(page.contains("does not hold"), page);
    assertTrue(page.contains("data:image/svg+xml;base64,"), page);
    String csv = Files.readString(directory.resolve(StudyRun.CSV));
    assertEquals(3, csv.lines().count());
    assertTrue(csv.contains("\"say \"\"no\"\"\""), csv);
    String markdown = Files.readString(directory.resolve(StudyRun.MARKDOWN));
    assertEquals(4, markdown.lines().count());
    assertTrue(ClaimTable.summary(found).contains("1 of  2 claims hold"));
  }

  private static Study study() {
    return new Study(
        "one",
        "One",
        "Theorem 1",
        source ->
            new Findings()
                .say("method")
                .claim(Claim.atMost("ratio < 1", "Theorem 1", 1, 0.5))
                .claim(Claim.atMost("say \"no\"", "Theorem 1", 1, 2))
                .plot(
                    new Plot("plot", Plot.Label.log("x"), Plot.Label.log("y"))
                        .line("theory", Plot.points(Plot.ratios(1, 10, 3), x -> x))
                        .measured("measured", Plot.points(new double[] {0, 2}))));
  }

  private static Study other() {
    return new Study("two", "Two", "Theorem 2", source -> new Findings());
  }
}
