package io.papilio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkDocumentTest {
  @TempDir Path directory;

  @Test
  void resultTakesThePlaceOfTheOldOne() throws IOException {
    Path file = directory.resolve("benchmarks.md");
    Files.writeString(file, "# A\n<!-- x -->\nold\n<!-- /x -->\nB\n");
    var table = new BenchmarkTable(List.of("", "ratio"), List.of(List.of("steps", "2")));
    new BenchmarkDocument(file).replace("x", table.toMarkdown());
    assertEquals(
        "# A\n<!-- x -->\n|  | ratio |\n| --- | --- |\n| steps | 2 |\n<!-- /x -->\nB\n",
        Files.readString(file));
  }

  @Test
  void documentWithoutThePlaceIsRejected() throws IOException {
    Path file = directory.resolve("benchmarks.md");
    Files.writeString(file, "# A\n");
    assertThrows(
        InvalidValueException.class, () -> new BenchmarkDocument(file).replace("x", "new\n"));
  }

  @Test
  void unknownBenchmarkIsRejectedWithTheKnownOnes() {
    InvalidValueException rejection =
        assertThrows(InvalidValueException.class, () -> BenchmarkCatalog.select("sacc"));
    assertEquals(
        "only: sacc (expected: cloning, width, averages, seeds, sac, evaluation, stepping,"
            + " scaling, sessions, cores, rollout, delay, latency, memory, startup, transformer)",
        rejection.getMessage());
  }
}
