package io.papilio.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.settings.SettingSources.Value;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSourcesTest {
  record Place(
      @Setting("First") int port,
      @Setting("Second") int maxSessions,
      @Setting("Third") String host,
      @Setting(value = "Fourth", secret = true) String token) {}

  private static final List<Settings.Entry> ENTRIES =
      Settings.of(new Place(1, 2, "here", "")).entries();

  @TempDir private Path directory;

  private Path file(String... lines) throws IOException {
    return Files.write(directory.resolve("place.properties"), List.of(lines));
  }

  @Test
  void flagsComeBeforeVariablesAndThoseBeforeTheFile() throws IOException {
    Path file = file("port = 30", "max-sessions = 30", "host = there");
    Map<String, Value> values =
        SettingSources.collect(
            ENTRIES,
            Map.of("port", "10"),
            Map.of("PAPILIO_PORT", "20", "PAPILIO_MAX_SESSIONS", "20", "PAPILIO_HOME", "20"),
            Optional.of(file));
    assertEquals(
        Map.of(
            "port", new Value("10", "--port"),
            "maxSessions", new Value("20", "PAPILIO_MAX_SESSIONS"),
            "host", new Value("there", file + ": host")),
        values);
  }

  @Test
  void unknownNameInTheFileIsRefused() throws IOException {
    Path file = file("prot = 1");
    String message =
        assertThrows(
                InvalidValueException.class,
                () -> SettingSources.collect(ENTRIES, Map.of(), Map.of(), Optional.of(file)))
            .getMessage();
    assertEquals(
        file + ": prot: unknown (expected: one of [port, max-sessions, host, token])", message);
  }

  @Test
  void absentFileIsRefused() {
    Path absent = directory.resolve("absent");
    assertThrows(
        InvalidValueException.class,
        () -> SettingSources.collect(ENTRIES, Map.of(), Map.of(), Optional.of(absent)));
  }

  @Test
  void secretsAreNotWritten() {
    assertEquals(
        Map.of("port", 1, "maxSessions", 2, "host", "here"),
        Settings.toMap(new Place(1, 2, "here", "secret")));
  }
}
