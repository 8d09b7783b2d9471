package io.papilio.it.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.Papilio;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./papilio clone} from the expert to the report. */
class CloneTest {
  private static final Set<String> RESULTS =
      Set.of("metrics.csv", "episodes.csv", "weights/raw.safetensors", "weights/ema.safetensors");

  @TempDir Path directory;

  /** The paper's Figure 22 with the noisy labels of section 4.3, at the default settings. */
  @Test
  void averageStaysOnTheCliffWhereTheRawIterateOscillates() throws IOException {
    Path run = directory.resolve("cliff");
    String said = clone(run, "--env=LqrCliff-v0", "--label-noise=0.05");
    double[] raw = secondHalf(run, "raw");
    double[] ema = secondHalf(run, "ema");
    assertTrue(spread(raw) > 5 * spread(ema), spread(raw) + " of raw, " + spread(ema) + " of ema");
    assertTrue(ema[ema.length - 1] > 0.95, ema[ema.length - 1] + " of the expert's reward");

    RunManifest manifest = RunManifest.read(run.resolve(RunManifest.FILE_NAME));
    assertEquals(RESULTS, manifest.outputs().keySet());
    manifest.outputs().forEach((name, digest) -> digest.verify(run.resolve(name)));
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("LqrCliff-v0"), page.substring(0, 200));
    assertTrue(Files.readString(run.resolve("figure.svg")).contains("<svg"));
    assertTrue(said.contains("final reward") && said.contains("report: " + run), said);
  }

  @Test
  void environmentsOfAServerGiveTheBytesOfEmbeddedOnes() throws IOException {
    List<String> small =
        List.of(
            "--env=Walker2d-v5",
            "--trajectories=4",
            "--steps=60",
            "--width=16",
            "--evaluation-interval=30",
            "--evaluation-episodes=3");
    Path embedded = directory.resolve("embedded");
    clone(embedded, small.toArray(String[]::new));
    Path remote = directory.resolve("remote");
    try (EnvServer server =
        EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), EnvironmentCatalog.standard())) {
      List<String> words = new ArrayList<>(small);
      words.add("--server=" + server.target());
      clone(remote, words.toArray(String[]::new));
    }
    for (String file : RESULTS) {
      assertArrayEquals(
          Files.readAllBytes(embedded.resolve(file)),
          Files.readAllBytes(remote.resolve(file)),
          file);
    }
  }

  private static String clone(Path run, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of("clone", "--directory=" + run));
    words.addAll(List.of(options));
    int code =
        Papilio.run(
            new PrintWriter(out), new PrintWriter(err), Map.of(), words.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    return out.toString();
  }

  /** Normalized rewards of an average in the second half of training. */
  private static double[] secondHalf(Path run, String iterate) throws IOException {
    double[] rewards =
        Files.readAllLines(run.resolve("metrics.csv")).stream()
            .map(line -> line.split(",", -1))
            .filter(row -> row[1].equals(iterate) && row[2].equals("normalized_reward"))
            .mapToDouble(row -> Double.parseDouble(row[3]))
            .toArray();
    assertEquals(100, rewards.length);
    return Arrays.copyOfRange(rewards, 50, 100);
  }

  /** The standard deviation. */
  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
