package io.papilio.envserver.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.SelfSigned;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.TlsConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits that flip between client and server, which TCP's checksum would catch but for one in 65,536.
 * With TLS each of them is an error, or changes nothing when the client is done; without it, one in
 * a number is another number, and nothing worse: no hang, no bug.
 */
@Timeout(3_600)
class FlippedBitsTest {
  private static final EnvServerConfig CONFIG = NettyServerFixture.config(64, 512, 2);
  private static final Workload WORK = new Workload(10, 3);
  private static final int SHORT = 10;
  private static final int LONG = Integer.getInteger("papilio.chaos.flips", 1_000);

  /** Three requests at most wait for an answer, three seconds each; the rest is the machine. */
  private static final long DEADLINE_SECONDS = 30;

  enum Outcome {
    SAME,
    ERROR,
    OTHER_VALUES
  }

  @TempDir private Path directory;

  @Test
  void withoutTlsNothingHangs(TestReporter reporter) throws Exception {
    flip(SHORT, CONFIG, config -> config, reporter);
  }

  @Test
  void withTlsNoFlipChangesANumber(TestReporter reporter) throws Exception {
    flipWithTls(SHORT, reporter);
  }

  @Tag("nightly")
  @Test
  void manyFlipsWithoutTlsNeverHang(TestReporter reporter) throws Exception {
    flip(LONG, CONFIG, config -> config, reporter);
  }

  @Tag("nightly")
  @Test
  void manyFlipsWithTlsChangeNoNumber(TestReporter reporter) throws Exception {
    flipWithTls(LONG, reporter);
  }

  private void flipWithTls(int flips, TestReporter reporter) throws Exception {
    SelfSigned made = SelfSigned.in(directory);
    Map<Outcome, Integer> outcomes =
        flip(
            flips,
            Settings.of(CONFIG)
                .with(
                    Map.of(
                        "tls-certificate", made.certificate().toString(),
                        "tls-key", made.key().toString())),
            config ->
                config.withTls(new TlsConfig(Optional.of(made.certificate()), Optional.empty())),
            reporter);
    assertEquals(0, outcomes.get(Outcome.OTHER_VALUES), outcomes::toString);
  }

  private static Map<Outcome, Integer> flip(
      int flips, EnvServerConfig config, UnaryOperator<ChannelConfig> tls, TestReporter reporter)
      throws Exception {
    List<Object> expected = WORK.run(EnvironmentCatalog.standard());
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    List.of(Outcome.values()).forEach(outcome -> outcomes.put(outcome, 0));
    long seed = Long.getLong("papilio.chaos.seed", System.nanoTime());
    Random random = new Random(seed);
    try (EnvServer server = EnvServer.start(config, EnvironmentCatalog.standard())) {
      long toServer;
      long toClient;
      try (TroubledLine line =
          new TroubledLine(server.target(), () -> Trouble.NONE, () -> Trouble.NONE)) {
        assertEquals(Outcome.SAME, outcome(line, tls, 60, expected));
        toServer = line.bytesToServer();
        toClient = line.bytesToClient();
      }
      for (int i = 0; i < flips; i++) {
        boolean up = random.nextBoolean();
        long bit = (long) (random.nextDouble() * Byte.SIZE * (up ? toServer : toClient));
        Trouble trouble = Trouble.flip(bit);
        long start = System.nanoTime();
        String when = "seed " + seed + ", bit " + bit + (up ? " to the server" : " to the client");
        try (TroubledLine line =
            new TroubledLine(
                server.target(),
                () -> up ? trouble : Trouble.NONE,
                () -> up ? Trouble.NONE : trouble)) {
          outcomes.merge(outcome(line, tls, 3, expected), 1, Integer::sum);
        } catch (RuntimeException bug) {
          throw new AssertionError(when, bug);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        assertTrue(seconds < DEADLINE_SECONDS, when + ": " + seconds + " s");
      }
    }
    reporter.publishEntry("outcomes of " + flips + " flips", outcomes.toString());
    return outcomes;
  }

  private static Outcome outcome(
      TroubledLine line,
      UnaryOperator<ChannelConfig> tls,
      int timeoutSeconds,
      List<Object> expected) {
    ChannelConfig config =
        ChannelConfig.of(line.target()).withResponseTimeoutSeconds(timeoutSeconds);
    try (EnvironmentChannel channel = EnvironmentChannel.connect(tls.apply(config))) {
      return WORK.run(channel).equals(expected) ? Outcome.SAME : Outcome.OTHER_VALUES;
    } catch (EnvironmentException | InvalidValueException error) {
      return Outcome.ERROR;
    }
  }
}
