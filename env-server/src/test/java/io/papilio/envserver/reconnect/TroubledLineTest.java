package io.papilio.envserver.reconnect;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.reconnect.ReconnectingSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that are slow, break or fall silent. */
@Timeout(60)
class TroubledLineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Enough for a connection on a busy machine. */
  private static final int TIMEOUT_SECONDS = 3;

  private static EnvServer server;

  @BeforeAll
  static void start() {
    server = EnvServer.start(NettyServerFixture.config(64, 512, 60), EnvironmentCatalog.standard());
    // The first connection of a process loads classes for a while.
    EnvironmentChannel.connect(server.target()).close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void slowLineChangesNothing() throws Exception {
    Workload work = new Workload(50, 10);
    try (TroubledLine line =
            new TroubledLine(
                server.target(), () -> Trouble.delay(2), () -> Trouble.throttle(500_000));
        EnvironmentChannel channel = EnvironmentChannel.connect(line.target())) {
      assertEquals(work.run(EnvironmentCatalog.standard()), work.run(channel));
    }
  }

  @Test
  void lineThatBreaksAgainAndAgainChangesNothing() throws Exception {
    Workload work = new Workload(600, 40);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> said = new ArrayList<>();
    try (TroubledLine line =
            new TroubledLine(
                server.target(),
                () -> Trouble.cut(40_000 + random.nextInt(100_000)),
                () -> Trouble.cut(100_000 + random.nextInt(100_000)));
        RolloutSource source =
            new ReconnectingSource(
                () -> EnvironmentChannel.connect(line.target()), PATIENCE, said::add)) {
      assertEquals(work.run(EnvironmentCatalog.standard()), work.run(source), "seed " + seed);
      assertTrue(said.size() > 2, said::toString);
    }
  }

  @Test
  void silentLineIsGivenUp() throws Exception {
    try (TroubledLine line =
            new TroubledLine(server.target(), () -> Trouble.NONE, () -> Trouble.silence(20_000));
        EnvironmentChannel channel =
            EnvironmentChannel.connect(
                ChannelConfig.of(line.target()).withResponseTimeoutSeconds(TIMEOUT_SECONDS))) {
      String session =
          assertFails(Reason.UNAVAILABLE, () -> new Workload(600, 0).run(channel)).getMessage();
      assertTrue(session.contains("no answer within " + TIMEOUT_SECONDS + " s"), session);
    }
    try (TroubledLine line =
            new TroubledLine(server.target(), () -> Trouble.NONE, () -> Trouble.silence(20_000));
        EnvironmentChannel channel =
            EnvironmentChannel.connect(
                ChannelConfig.of(line.target()).withResponseTimeoutSeconds(TIMEOUT_SECONDS));
        RolloutRunner runner = channel.runner("Walker2d-v5", KeywordArguments.NONE, 4)) {
      RandomPolicy policy = new RandomPolicy(runner.spec().actionBox(), 3);
      String rollout =
          assertFails(Reason.UNAVAILABLE, () -> runner.run(policy, EpisodeSeeds.of(0, 10_000)))
              .getMessage();
      assertTrue(rollout.contains("no answer within " + TIMEOUT_SECONDS + " s"), rollout);
    }
  }
}
