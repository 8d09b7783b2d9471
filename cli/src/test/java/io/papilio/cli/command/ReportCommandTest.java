package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.cli.Papilio;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path directory;

  private String report(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Papilio.run(new PrintWriter(out), new PrintWriter(err), Map.of(), words);
    Assumptions.assumeFalse(err.toString().contains("cannot render"), err.toString());
    assertEquals(0, code, err.toString());
    return out.toString();
  }

  @Test
  void severalRunsHaveOnePageAndNeighborsAreFilmed() throws Exception {
    for (String seed : List.of("0", "1")) {
      report(
          "clone",
          "--env=Hopper-v5",
          "--directory=" + directory.resolve("seed" + seed),
          "--seed=" + seed,
          "--steps=4",
          "--evaluation-interval=2",
          "--evaluation-episodes=2",
          "--width=8",
          "--trajectories=2");
    }
    String said = report("report", directory.toString());
    assertTrue(said.startsWith("At the end of 2 runs ema is at "), said);
    assertTrue(Files.readString(directory.resolve("report.html")).contains("seed 1"));

    Path run = directory.resolve("seed0");
    assertTrue(Files.readString(run.resolve("figure.svg")).contains(">ema<"));
    report("report", run.toString(), "--average=raw");
    assertFalse(Files.readString(run.resolve("figure.svg")).contains(">ema<"));

    report("report", run.toString(), "--butterfly");
    Map<String, Object> film = JsonFile.readObject(run.resolve("butterfly.json"));
    List<?> scenes = (List<?>) film.get("scenes");
    assertEquals(2, scenes.size());
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("Watch the butterfly"));
    assertTrue(Files.size(run.resolve("report.html")) < 3_000_000);
  }
}
