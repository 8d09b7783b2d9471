package io.papilio.artifacts.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
  private static final List<String> COLUMNS = List.of("step", "which", "loss");
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("metrics.csv");
  }

  @Test
  void rowsFollowTheHeader() throws IOException {
    write(0, 3);
    assertEquals("step,which,loss\n0,raw,0\n1,raw,0.1\n2,raw,0.2\n", Files.readString(file));
  }

  @Test
  void numbersDoNotDependOnTheLocale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      write(0, 2);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals("step,which,loss\n0,raw,0\n1,raw,0.1\n", Files.readString(file));
  }

  @Test
  void resumedFileEqualsAnUnbrokenOne() throws IOException {
    write(0, 6);
    String unbroken = Files.readString(file);
    write(0, 5);
    Files.writeString(file, Files.readString(file) + "5,ra"); // torn by a kill
    write(3, 6);
    assertEquals(unbroken, Files.readString(file));
  }

  @Test
  void atZeroRowsTheFileIsBegunAnew() throws IOException {
    write(0, 2);
    CsvWriter.open(file, COLUMNS, 0).close();
    assertEquals("step,which,loss\n", Files.readString(file));
  }

  @Test
  void fewerRowsThanTheCheckpointNotedAreRejected() {
    write(0, 2);
    var error = assertThrows(InvalidValueException.class, () -> CsvWriter.open(file, COLUMNS, 3));
    assertEquals(file + ": 2 rows (expected: at least 3, as noted)", error.getMessage());
  }

  @Test
  void fileResumesWhereItsPositionWasNoted() throws IOException {
    TrainingState.Builder checkpoint = TrainingState.builder();
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, TablePosition.START)) {
      writer.append(List.of(0, "raw", 0.5));
      writer.position().save(checkpoint, "rows");
      writer.append(List.of(1, "raw", 0.25));
    }
    TablePosition noted = TablePosition.read(Optional.of(checkpoint.build()), "rows");
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, noted)) {
      assertEquals(noted, writer.position());
      writer.append(List.of(1, "raw", 0.125));
      assertEquals(Optional.of(Digest.ofFile(file)), writer.position().digest());
    }
    assertEquals("step,which,loss\n0,raw,0.5\n1,raw,0.125\n", Files.readString(file));
  }

  @Test
  void rowsThatHaveChangedSinceTheCheckpointAreRejectedAndStay() throws IOException {
    write(0, 3);
    TablePosition noted;
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, 2)) {
      noted = writer.position();
    }
    String forged = Files.readString(file).replace("1,raw,0.1", "1,raw,0.9") + "2,raw,0\n";
    Files.writeString(file, forged);
    var error =
        assertThrows(InvalidValueException.class, () -> CsvWriter.open(file, COLUMNS, noted));
    String expected =
        "%s: sha256 %s of its first 2 rows (expected: %s, as noted in the checkpoint; or another"
            + " directory)";
    Digest found = Digest.of(forged.replace("2,raw,0\n", "").getBytes(UTF_8));
    assertEquals(String.format(expected, file, found, noted.digest().get()), error.getMessage());
    assertEquals(forged, Files.readString(file));
  }

  @Test
  void otherColumnsAreRejected() {
    write(0, 2);
    var error =
        assertThrows(InvalidValueException.class, () -> CsvWriter.open(file, List.of("step"), 1));
    assertEquals(file + ": step,which,loss (expected: the columns step)", error.getMessage());
  }

  @Test
  void rowOfTheWrongSizeIsRejected() {
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, 0)) {
      assertThrows(InvalidValueException.class, () -> writer.append(List.of(1, 2)));
    }
  }

  private void write(int from, int to) {
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, from)) {
      for (int i = from; i < to; i++) {
        writer.append(List.of(i, "raw", i / 10.0));
      }
      assertEquals(to, writer.rows());
    }
  }
}
