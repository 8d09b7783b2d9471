package io.papilio.artifacts.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.table.MetricsTable.Value;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTableTest {
  private static final Path NAME = Path.of("metrics.csv");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeTwoSteps() {
    file = directory.resolve("metrics.csv");
    write(0, 2);
  }

  @Test
  void everyNumberIsARow() throws IOException {
    assertEquals(
        "step,iterate,quantity,value\n"
            + "0,training,loss,0.5\n"
            + "0,raw,return,0\n"
            + "0,slow,return,-0.25\n"
            + "1,training,loss,0.5\n"
            + "1,raw,return,1\n"
            + "1,slow,return,-0.25\n",
        Files.readString(file));
  }

  @Test
  void seriesAreReadByIterateAndQuantity() {
    MetricsTable table = MetricsTable.read(file);
    assertEquals(List.of("raw", "slow"), table.iterates());
    assertEquals(List.of(new Value(0, 0), new Value(1, 1)), table.series("raw", "return"));
    assertEquals(List.of(), table.series("raw", "loss"));
    assertEquals(
        List.of(new Value(0, 0.5), new Value(1, 0.5)),
        table.series(MetricsWriter.TRAINING, "loss"));
  }

  @Test
  void resumedFileEqualsAnUnbrokenOne() throws IOException {
    String unbroken = Files.readString(file);
    Files.writeString(file, unbroken + "2,raw,ret"); // torn by a kill
    write(1, 2);
    assertEquals(unbroken, Files.readString(file));
  }

  @Test
  void otherTablesAndOtherNumbersAreRejected() {
    assertRejected(
        "metrics.csv: columns [step, loss]"
            + " (expected: the columns [step, iterate, quantity, value])",
        "step,loss\n");
    assertRejected(
        "metrics.csv line 3: step '1' (expected: > 1)",
        "step,iterate,quantity,value\n1,raw,return,2\n1,raw,return,3\n");
    assertRejected(
        "metrics.csv line 2: step 'one' (expected: an integer)",
        "step,iterate,quantity,value\none,raw,return,2\n");
    assertRejected(
        "metrics.csv line 2: value 'two' (expected: a number)",
        "step,iterate,quantity,value\n1,raw,return,two\n");
  }

  private static void assertRejected(String message, String text) {
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> MetricsTable.parse(NAME, text).series("raw", "return"));
    assertEquals(message, error.getMessage());
  }

  /** Three rows a step. */
  private void write(long from, long to) {
    try (MetricsWriter metrics =
        MetricsWriter.open(file, new TablePosition(3 * from, Optional.empty()))) {
      for (long step = from; step < to; step++) {
        metrics.append(step, MetricsWriter.TRAINING, "loss", 0.5);
        metrics.append(step, "raw", "return", step);
        metrics.append(step, "slow", "return", -0.25);
      }
      metrics.force();
      assertEquals(3 * to, metrics.position().rows());
    }
  }
}
