package io.papilio.envserver.reconnect;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.ServerFleet;
import io.papilio.protocol.reconnect.ReconnectingSource;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReconnectingRunnerTest {
  private static final String ID = "Walker2d-v5";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(5, 40);

  private final EnvironmentCatalog catalog = EnvironmentCatalog.standard();
  private final EnvironmentSpec spec = catalog.spec(ID, KeywordArguments.NONE);
  private final Policy random = new RandomPolicy(spec.actionBox(), 3);

  /** Sent to the server, and in lockstep. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyEpisodeIsDeliveredOnceInItsOrder(boolean sent) {
    Policy policy = sent ? random : new Hidden(random);
    List<EpisodeStatistics> expected = catalog.runner(ID, 4).run(random, SEEDS);
    List<Trajectory> recorded = new ArrayList<>();
    catalog.runner(ID, 4).record(random, SEEDS, RolloutListener.SILENT, recorded::add);
    try (RestartableServer server = new RestartableServer(catalog);
        RolloutSource source = server.source(PATIENCE);
        RolloutRunner runner = source.runner(ID, 4)) {
      assertEquals(spec, runner.spec());
      assertEquals(expected, runner.run(policy, SEEDS, restarting(server)));
      List<Trajectory> actual = new ArrayList<>();
      runner.record(policy, SEEDS, restarting(server), actual::add);
      assertEquals(recorded, actual);
      server.restart();
      assertEquals(List.of(expected), runner.runAll(List.of(policy), SEEDS, restarting(server)));
      List<String> said = server.said();
      assertTrue(said.size() >= 2, said::toString);
      for (int i = 0; i < said.size(); i++) {
        boolean lost = said.get(i).endsWith("; waiting up to 30 s");
        assertTrue(i % 2 == 0 ? lost : said.get(i).startsWith("continues on "), said::toString);
      }
    }
  }

  /** Restarts a server after some episodes. */
  private static RolloutListener restarting(RestartableServer server) {
    AtomicInteger episodes = new AtomicInteger();
    return new RolloutListener() {
      @Override
      public void onEpisode(EpisodeStatistics episode) {
        if (Set.of(1, 2, 30).contains(episodes.incrementAndGet())) {
          server.restart();
        }
      }
    };
  }

  @Test
  void anotherServerTakesOver() {
    List<EpisodeStatistics> expected = catalog.runner(ID, 4).run(random, SEEDS);
    EnvServer first = EnvServer.start(NettyServerFixture.config(8, 64, 600), catalog);
    List<String> said = new ArrayList<>();
    try (EnvServer second = EnvServer.start(NettyServerFixture.config(8, 64, 600), catalog);
        RolloutSource source =
            new ReconnectingSource(
                () ->
                    ServerFleet.connect(
                        List.of(
                            ChannelConfig.of(first.target()), ChannelConfig.of(second.target()))),
                PATIENCE,
                said::add);
        RolloutRunner runner = source.runner(ID, 4);
        var vector = source.vector(ID, 1)) {
      assertEquals(expected, runner.run(new Hidden(random), SEEDS));
      first.close();
      assertEquals(expected, runner.run(new Hidden(random), SEEDS));
      assertEquals(spec, vector.spec());
      assertTrue(said.get(0).contains(first.target()), said::toString);
    }
  }

  @Test
  void neverContinuesOnAServerOfOtherVersions() {
    RolloutSource other = new EnvironmentCatalog(List.of());
    AtomicInteger connections = new AtomicInteger();
    RestartableServer server = new RestartableServer(catalog);
    List<String> said = new ArrayList<>();
    try (RolloutSource first = server.source(Duration.ofMillis(1));
        RolloutSource source =
            new ReconnectingSource(
                () -> connections.getAndIncrement() == 0 ? first : other,
                Duration.ofMillis(1),
                said::add)) {
      server.close();
      EnvironmentException lost =
          assertFails(Reason.UNAVAILABLE, () -> source.runner(ID, 1).run(random, SEEDS));
      assertTrue(lost.getMessage().contains("expected: {"), lost::getMessage);
    }
  }

  /** A policy that only this process knows. */
  private record Hidden(Policy policy) implements Policy {
    @Override
    public Actor begin(List<BigInteger> seeds) {
      return policy.begin(seeds);
    }
  }
}
