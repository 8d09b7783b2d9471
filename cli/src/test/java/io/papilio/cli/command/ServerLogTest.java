package io.papilio.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.envserver.access.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.KeyValuePair;

class ServerLogTest {
  private static LoggerContext configured(LoggerContext context) throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(ServerLogTest.class.getResource("/logback.xml"));
    return context;
  }

  /** Who, what, when and the outcome, a JSON object per line. */
  @Test
  void auditLogIsAFileOfJsonLines(@TempDir Path directory) throws JoranException, IOException {
    Path file = directory.resolve("audit.jsonl");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("papilio.audit", file.toString());
    Logger audit = configured(context).getLogger(AuditLog.LOGGER);
    for (String subject : List.of("session 1", "{\"forged\": \n\"line\"}")) {
      audit
          .atInfo()
          .addKeyValue("client", "alice")
          .addKeyValue("subject", subject)
          .addKeyValue("outcome", "OK")
          .log("session ended");
      JsonNode event = new ObjectMapper().readTree(lastLine(file));
      assertEquals("session ended", event.get("message").asText());
      assertTrue(event.get("timestamp").asLong() > 0, event.toString());
      List<String> values = new ArrayList<>();
      event.get("kvpList").forEach(pair -> pair.forEach(value -> values.add(value.asText())));
      assertEquals(List.of("alice", subject, "OK"), values);
    }
    assertEquals(2, Files.readAllLines(file).size());
    context.stop();
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.get(lines.size() - 1);
  }

  @Test
  void aClientCannotBeginALine() throws JoranException {
    LoggerContext context = configured(new LoggerContext());
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event = new LoggingEvent("", root, Level.WARN, "rejected", null, null);
    event.addKeyValuePair(new KeyValuePair("message", "environment id: X\r\nFORGED \u001b[31m"));
    var text = (ConsoleAppender<ILoggingEvent>) root.getAppender("text");
    String line = new String(text.getEncoder().encode(event), UTF_8);
    assertTrue(line.endsWith("message=\"environment id: X  FORGED  [31m\"\n"), line);
    assertEquals(1, line.lines().count());
  }
}
