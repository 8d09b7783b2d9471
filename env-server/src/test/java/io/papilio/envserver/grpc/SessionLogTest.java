package io.papilio.envserver.grpc;

import static io.papilio.envserver.fixture.RawStream.drift;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SessionLogTest {
  /** Keys and values, but for the time, which is never the same. */
  private static String line(ILoggingEvent event) {
    List<String> pairs =
        event.getKeyValuePairs().stream()
            .filter(pair -> !pair.key.equals("milliseconds"))
            .map(pair -> pair.key + "=" + pair.value)
            .toList();
    return event.getLevel() + " " + event.getMessage() + " " + String.join(" ", pairs);
  }

  @Test
  void everySessionHasALineWhenItOpensAndWhenItEnds() {
    Logger logger = (Logger) LoggerFactory.getLogger(SessionLog.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Level before = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      RawStream good = fixture.stream().send(open("Drift-v0", 2, AutoresetMode.NEXT_STEP));
      good.response();
      good.send(RawStream.close()).response();
      good.end();
      fixture.stream().send(reset("1")).end();
      RawStream buggy = fixture.stream().send(open("Drift-v0", 1, AutoresetMode.NEXT_STEP));
      buggy.send(reset("1"), drift(ServedDriftEnvironment.DIVERGE), RawStream.close());
      buggy.response();
      buggy.response();
      buggy.failure();
      buggy.response();
      buggy.end();
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    assertEquals(
        List.of(
            "INFO session opened session=1 environment=Drift-v0 num_envs=2",
            "INFO session ended session=1 status=OK message= requests=2",
            "WARN session ended session=2 status=INVALID_ARGUMENT"
                + " message=request: reset (expected: open first) requests=0",
            "INFO session opened session=3 environment=Drift-v0 num_envs=1",
            "DEBUG request rejected session=3 request=STEP code=10"
                + " message=physics diverged; call reset",
            "INFO session ended session=3 status=OK message= requests=4"),
        lines.list.stream().map(SessionLogTest::line).toList());
  }
}
