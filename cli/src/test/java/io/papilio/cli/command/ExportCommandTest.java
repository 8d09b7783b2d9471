package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.cli.Papilio;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir Path directory;

  @Test
  void anAverageOfAnyWidthIsMadeOfSnapshotsAndEvaluated() {
    Path run = directory.resolve("run");
    run(
        0,
        "clone",
        "--env=LqrCliff-v0",
        "--label-noise=0.05",
        "--directory=" + run,
        "--steps=640",
        "--trajectories=4",
        "--evaluation-interval=320",
        "--evaluation-episodes=2",
        "--average=raw,power-function:width=0.07,posthoc:period=10");
    String said =
        run(0, "export", "" + run, "--iterate=posthoc:width=0.07", "--format=safetensors");
    Path file = run.resolve("posthoc-width-0.07.safetensors");
    assertEquals("policy: " + file, said.strip());
    float[] synthesized = SafeTensors.read(file).tensors().get("K").toFloats();
    // The weights of 64 snapshots are within 0.03% of those wanted; gains are below 1.
    assertArrayEquals(gains(run, "power-function"), synthesized, 1e-3f);
    double apart = Math.abs(gains(run, "raw")[0] - gains(run, "power-function")[0]);
    assertTrue(apart > 1e-2, "the newest iterate is another policy, by " + apart);

    said = run(0, "evaluate", "--env=LqrCliff-v0", "--episodes=2", "--policy=" + file);
    assertTrue(said.contains("the imitator in " + file + " in LqrCliff-v0, 2 episodes"), said);
    Path demonstrations = directory.resolve("demonstrations-v0");
    String policy = "--policy=" + file;
    said =
        run(
            0,
            "demonstrate",
            "--env=LqrCliff-v0",
            "--episodes=2",
            policy,
            "--out=" + demonstrations);
    assertTrue(said.contains("2 episodes"), said);

    run(0, "export", "" + run, "--iterate=posthoc:width=0.1");
    Path onnx = run.resolve("posthoc-width-0.1.onnx");
    for (Path expert : List.of(file, onnx)) {
      Path clone = directory.resolve("clone of " + expert.getFileName());
      run(
          0,
          "clone",
          "--env=LqrCliff-v0",
          "--expert=" + expert,
          "--directory=" + clone,
          "--steps=2",
          "--trajectories=2",
          "--evaluation-episodes=1");
    }
    said = run(2, "export", "" + run, "--iterate=raw:width=0.1");
    assertTrue(said.contains("iterate: no " + run.resolve("snapshots/raw")), said);
    said = run(2, "export", "" + run, "--iterate=posthoc:width=0.5");
    assertTrue(said.contains("width: 0.5 (expected: > 0 and <= 0.288"), said);
  }

  private static float[] gains(Path run, String average) {
    Path file = run.resolve("weights/" + average + ".safetensors");
    return SafeTensors.read(file).tensors().get("K").toFloats();
  }

  private static String run(int code, String... words) {
    StringWriter said = new StringWriter();
    int ended = Papilio.run(new PrintWriter(said), new PrintWriter(said), Map.of(), words);
    assertEquals(code, ended, said.toString());
    return said.toString();
  }
}
