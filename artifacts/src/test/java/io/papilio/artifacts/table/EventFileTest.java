package io.papilio.artifacts.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1500), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void bytesAreThoseOfTensorBoardsOwnLibrary() throws IOException {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("sac/mean_return", 2.25);
    scalars.put("sac/temperature", Double.NaN);
    try (EventFile events = EventFile.open(file(), 0, CLOCK)) {
      events.append(300, scalars);
    }
    try (var golden = getClass().getResourceAsStream("events.hex")) {
      String hex = new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(hex, HexFormat.of().formatHex(Files.readAllBytes(file())));
    }
  }

  @Test
  void resumedFileHasTheRowsOfAnUnbrokenOne() throws IOException {
    write(0, 1, 3);
    byte[] unbroken = Files.readAllBytes(file());
    write(3, 4, 6);
    // Half a record, as a loss of power leaves it.
    Files.write(file(), new byte[] {40, 0, 0, 0, 0, 0, 0, 0, 1}, StandardOpenOption.APPEND);
    write(1, 2, 3);
    assertArrayEquals(unbroken, Files.readAllBytes(file()));
  }

  @Test
  void fileThatLacksRowsGoesOnBehindThoseItHas() throws IOException {
    write(0, 1, 2);
    byte[] unbroken = Files.readAllBytes(file());
    Files.delete(file());
    write(0, 1, 1);
    write(7, 2, 2);
    assertArrayEquals(unbroken, Files.readAllBytes(file()));
  }

  private void write(long rows, int first, int last) {
    try (EventFile events = EventFile.open(file(), rows, CLOCK)) {
      for (int step = first; step <= last; step++) {
        events.append(step, Map.of("x", (double) step));
      }
    }
  }

  private Path file() {
    return directory.resolve(EventFile.NAME);
  }
}
