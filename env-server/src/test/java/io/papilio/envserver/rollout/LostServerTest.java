package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteRollout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LostServerTest {
  private static final EnvServerConfig QUICK =
      Settings.of(EnvServerConfig.DEFAULTS.withPort(0)).with(Map.of("drain-seconds", "0"));

  @Test
  void seedsOfALostServerRunOnAnother() throws Exception {
    EnvironmentCatalog walkers = EnvironmentCatalog.standard();
    EnvironmentSpec spec = walkers.spec("Walker2d-v5", KeywordArguments.NONE);
    Policy policy = Policies.perceptron(spec.actionBox(), spec.observationBox().size(), 6);
    var expected = walkers.runner(spec.id(), 4).run(policy, EpisodeSeeds.of(0, 40));
    EnvServer dying = EnvServer.start(QUICK, walkers);
    try (EnvServer living = EnvServer.start(QUICK, walkers);
        EnvironmentChannel first = EnvironmentChannel.connect(dying.target());
        EnvironmentChannel second = EnvironmentChannel.connect(living.target());
        RolloutRunner runner =
            new RemoteRollout(List.of(first, second), spec.id(), KeywordArguments.NONE, 4)) {
      assertEquals(spec, runner.spec());
      CompletableFuture<Void> death = CompletableFuture.runAsync(dying::close);
      assertEquals(expected, runner.run(policy, EpisodeSeeds.of(0, 40)));
      death.get();
      assertEquals(expected, runner.run(policy, EpisodeSeeds.of(0, 40)));
    }
  }
}
