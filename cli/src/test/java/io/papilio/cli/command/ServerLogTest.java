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
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class ServerLogTest {
  @Test
  void aClientCannotBeginALine() throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/logback.xml"));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event = new LoggingEvent("", root, Level.WARN, "rejected", null, null);
    event.addKeyValuePair(new KeyValuePair("message", "environment id: X\r\nFORGED \u001b[31m"));
    var text = (ConsoleAppender<ILoggingEvent>) root.getAppender("text");
    String line = new String(text.getEncoder().encode(event), UTF_8);
    assertTrue(line.endsWith("message=\"environment id: X  FORGED  [31m\"\n"), line);
    assertEquals(1, line.lines().count());
  }
}
