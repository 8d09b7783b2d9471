package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteRollout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trajectories of rollouts are, to the last bit, those of a client that steps the environments in
 * lockstep, whatever the number of environments, threads and servers.
 */
class RolloutAgreesTest {
  private static final EnvironmentCatalog CATALOG = EnvironmentCatalog.standard();

  @Test
  void everyPolicyActsOnTheServerAsInLockstep() {
    try (EnvServer server = serve(2);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      EnvironmentSpec spec = CATALOG.spec("Hopper-v5", KeywordArguments.NONE);
      Policies.all(spec.observationBox(), spec.actionBox())
          .forEach(
              (name, policy) ->
                  assertEquals(
                      lockstep(channel, spec.id(), policy, seeds(3), 60),
                      remote(List.of(channel), spec.id(), policy, seeds(3), 60, 2),
                      name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parity:-1.25,-0.375;0,0|0.875,-0.375;0,0",
        "concentric:-1.25,-0.375;0,0|0.875,-0.375;0,0|4.515625",
        "gamblers-ruin:-1.25,-0.375;0,0|0.875,-0.375;0,0|3",
        "adaptive:0,-0.375;0,0"
      })
  void policiesOfTwoGainsActOnTheServerAsInLockstep(String text) {
    Policy policy = PolicyText.parse(text).orElseThrow();
    try (EnvServer server = serve(2);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      List<Trajectory> episodes = lockstep(channel, "LinearPair-v0", policy, seeds(5), 40);
      assertEquals(episodes, remote(List.of(channel), "LinearPair-v0", policy, seeds(5), 40, 2));
      // From an offset of 1e-3, whichever the hidden system.
      episodes.forEach(episode -> assertTrue(episode.undiscountedReturn() > -1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void numbersOfThreadsEnvironmentsAndServersChangeNothing(int threads) {
    agree(List.of("Walker2d-v5"), threads, 5, 150);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void longEpisodesOfTheMainEnvironmentsAgree(int threads) {
    agree(
        List.of("Hopper-v5", "Walker2d-v5", "HalfCheetah-v5", "Ant-v5", "Humanoid-v5"),
        threads,
        20,
        1000);
  }

  private static void agree(List<String> ids, int threads, int episodes, int steps) {
    try (EnvServer one = serve(threads);
        EnvServer other = serve(1);
        EnvironmentChannel first = EnvironmentChannel.connect(one.target());
        EnvironmentChannel second = EnvironmentChannel.connect(other.target())) {
      for (String id : ids) {
        EnvironmentSpec spec = CATALOG.spec(id, KeywordArguments.NONE);
        Policy policy =
            Policies.perceptron(
                spec.actionBox(), spec.observationBox().size(), spec.actionBox().size());
        List<Trajectory> expected = lockstep(first, id, policy, seeds(episodes), steps);
        for (int numEnvs : new int[] {1, 3, episodes}) {
          assertEquals(
              expected,
              remote(List.of(first), id, policy, seeds(episodes), steps, numEnvs),
              id + " in " + numEnvs);
        }
        assertEquals(
            expected, remote(List.of(first, second), id, policy, seeds(episodes), steps, 4));
        try (RemoteRollout runner = new RemoteRollout(List.of(second), id, limit(steps), 2)) {
          assertEquals(
              expected.stream().map(EpisodeStatistics::of).toList(),
              runner.run(policy, seeds(episodes)));
        }
      }
    }
  }

  private static List<BigInteger> seeds(int count) {
    return EpisodeSeeds.of(4, count);
  }

  private static List<Trajectory> lockstep(
      EnvironmentChannel channel, String id, Policy policy, List<BigInteger> seeds, int steps) {
    try (VectorEnvironment environments =
        channel.vector(id, limit(steps), 2, AutoresetMode.NEXT_STEP)) {
      return record(new Rollout(environments), policy, seeds);
    }
  }

  private static List<Trajectory> remote(
      List<EnvironmentChannel> servers,
      String id,
      Policy policy,
      List<BigInteger> seeds,
      int steps,
      int numEnvs) {
    try (RemoteRollout runner = new RemoteRollout(servers, id, limit(steps), numEnvs)) {
      return record(runner, policy, seeds);
    }
  }

  private static List<Trajectory> record(
      RolloutRunner runner, Policy policy, List<BigInteger> seeds) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(policy, seeds, RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }

  private static KeywordArguments limit(int steps) {
    return new KeywordArguments(Map.of("max_episode_steps", (double) steps));
  }

  private static EnvServer serve(int threads) {
    return EnvServer.start(
        Settings.of(EnvServerConfig.DEFAULTS.withPort(0))
            .with(Map.of("rollout-threads", "" + threads)),
        CATALOG);
  }
}
