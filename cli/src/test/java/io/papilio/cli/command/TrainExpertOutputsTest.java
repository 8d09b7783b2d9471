package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run tells which of its files are missing or damaged. */
class TrainExpertOutputsTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void trainOnce() {
    assertEquals(0, train(), err.toString());
    assertEquals(0, train(), err.toString());
  }

  @Test
  void missingModelIsNamed() throws IOException {
    Files.delete(directory.resolve("model.safetensors"));
    assertRefused("model.safetensors: no such file (expected: ");
  }

  @Test
  void damagedModelIsNamed() throws IOException {
    Files.writeString(directory.resolve("model.safetensors"), "");
    assertRefused("model.safetensors: sha256 e3b0c442");
  }

  @Test
  void emptiedMetricsAreNamed() throws IOException {
    Files.writeString(directory.resolve("metrics.csv"), "");
    assertRefused("metrics.csv: sha256 e3b0c442");
  }

  @Test
  void missingCheckpointIsNamedAndTheResultsStay() throws IOException {
    byte[] manifest = Files.readAllBytes(directory.resolve("manifest.json"));
    byte[] model = Files.readAllBytes(directory.resolve("model.safetensors"));
    Files.delete(directory.resolve("checkpoint.safetensors"));
    assertRefused("checkpoint.safetensors: no such file (expected: ");
    assertArrayEquals(manifest, Files.readAllBytes(directory.resolve("manifest.json")));
    assertArrayEquals(model, Files.readAllBytes(directory.resolve("model.safetensors")));
  }

  private void assertRefused(String file) {
    assertEquals(ErrorReporter.WRONG_INPUT, train());
    String line = err.toString().lines().reduce("", (first, last) -> last);
    assertTrue(line.startsWith("papilio: " + directory.resolve("") + "/" + file), line);
  }

  private int train() {
    return Papilio.run(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err),
        Map.of(),
        "train-expert",
        "--env=InvertedPendulum-v5",
        "--directory=" + directory,
        "--total-steps=60",
        "--learning-starts=50",
        "--batch-size=4",
        "--hidden-units=4",
        "--evaluation-episodes=2");
  }
}
