package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageCommandTest {
  private static final List<String> FILES =
      List.of(
          "metrics.csv",
          "window.csv",
          "completions.csv",
          "prompts.csv",
          "checkpoint.safetensors",
          "weights/raw.safetensors",
          "weights/ema.safetensors");

  @TempDir Path directory;

  private List<String> training(String name) {
    return List.of(
        "train-language",
        "--text=" + directory.resolve("text"),
        "--directory=" + directory.resolve(name),
        "--steps=300",
        "--warm-up-steps=10",
        "--context=32",
        "--layers=1",
        "--heads=2",
        "--width=16",
        "--batch-size=4",
        "--average=raw,ema:burn-in=10,mean:burn-in=300",
        "--evaluation-interval=50",
        "--windows=120,240",
        "--window-length=5",
        "--passages=4",
        "--completion-length=8");
  }

  private void write() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("text"));
    for (int i = 0; i < 20; i++) {
      String line = "The " + (i % 3 == 0 ? "fox" : "bear") + " sees the moon. ";
      Files.writeString(folder.resolve(i + ".txt"), line.repeat(5 + i));
    }
  }

  @Test
  void aKilledRunEndsLikeAnUnbrokenOne() throws Exception {
    write();
    CommandProcess.killAndResume(directory.resolve("killed"), 300, training("killed"));
    String said = run(training("unbroken"));
    assertTrue(said.contains("iterates 121 to 125, raw: switching cost"), said);
    assertTrue(said.contains("warning: average mean is the newest iterate in all 300 steps"), said);
    CommandProcess.assertSameFiles(
        directory.resolve("unbroken"), directory.resolve("killed"), FILES);
    assertTrue(run(training("unbroken")).contains("this run is finished; its results again:"));

    String prompt = "The fox sees";
    String text =
        run(
            List.of(
                "generate",
                "--run=" + directory.resolve("unbroken"),
                "--prompt=" + prompt,
                "--length=60"));
    assertTrue(text.startsWith(prompt), text);
    assertTrue(text.strip().length() > prompt.length(), text);
    assertTrue(
        run(List.of("report", directory.resolve("unbroken").toString())).contains("report.html"));
  }

  private static String run(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(words);
    int code =
        Papilio.run(
            new PrintWriter(out), new PrintWriter(err), Map.of(), all.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    return out.toString();
  }
}
