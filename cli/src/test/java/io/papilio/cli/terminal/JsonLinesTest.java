package io.papilio.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
  private final Logger logger = new LoggerContext().getLogger("io.papilio.Sessions");

  private static String line(LoggingEvent event) {
    return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
  }

  private LoggingEvent event(String message, Throwable error) {
    LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, error, new Object[0]);
    event.setInstant(Instant.ofEpochSecond(1));
    return event;
  }

  @Test
  void keysAndValuesAreFieldsOfOneFlatObject() {
    LoggingEvent event = event("session ended", null);
    event.setKeyValuePairs(
        new ArrayList<>(
            List.of(new KeyValuePair("session", 3L), new KeyValuePair("message", "a \"b\"\n\\c"))));
    assertEquals(
        "{\"time\":\"1970-01-01T00:00:01Z\",\"level\":\"WARN\",\"logger\":\"io.papilio.Sessions\","
            + "\"event\":\"session ended\",\"session\":3,"
            + "\"message\":\"a \\\"b\\\"\\u000a\\\\c\"}\n",
        line(event));
  }

  @Test
  void errorHasItsStackTraceOnTheSameLine() {
    String line = line(event("internal error", new IllegalStateException("a bug")));
    assertTrue(
        line.contains("\"stack_trace\":\"java.lang.IllegalStateException: a bug\\u000a"), line);
    assertEquals(line.length() - 1, line.indexOf('\n'));
  }
}
