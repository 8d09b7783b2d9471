package io.papilio.it.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.space.Box;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.it.process.ChildProcess;
import io.papilio.it.process.ServerProcess;
import io.papilio.protocol.client.EnvironmentChannel;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same numbers, bit for bit, from environments in this process or on a server of any number of
 * threads, in vectors of any size, by sent policies or in lockstep.
 */
class DeterminismMatrixTest {
  @TempDir private Path temporary;

  /** Episodes of a policy: trained, or random, whose walkers soon fall. */
  private record Episodes(String id, int steps, boolean trained, List<BigInteger> seeds) {
    private KeywordArguments keywords() {
      return KeywordArguments.of("max_episode_steps", (double) steps);
    }

    private Policy policy(Box actions) {
      return trained ? ShippedExperts.load(id, actions) : new RandomPolicy(actions, 3);
    }

    private Digest in(RolloutRunner runner) {
      ValueDigest values = new ValueDigest();
      runner.record(
          policy(runner.spec().actionBox()),
          seeds,
          RolloutListener.SILENT,
          episode -> {
            values.add(episode.observations()).add(episode.actions()).add(episode.rewards());
            values.add(episode.terminated()).add(episode.truncated());
          });
      return values.digest();
    }

    private Digest sent(RolloutSource source, int size) {
      try (RolloutRunner runner = source.runner(id, keywords(), size)) {
        return in(runner);
      }
    }

    private Digest inLockstep(RolloutSource source, int size) {
      try (VectorEnvironment vector =
          source.vector(id, keywords(), size, AutoresetMode.NEXT_STEP)) {
        return in(new Rollout(vector));
      }
    }
  }

  @Test
  void numbersDependNeitherOnVectorsNorOnTheServer() throws Exception {
    List<BigInteger> seeds = EpisodeSeeds.of(0, 20);
    assertSame(8, List.of(1, 16), new Episodes("Walker2d-v5", 100, false, seeds));
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void numbersDependOnNothingButSeedAndPolicy(int threads) throws Exception {
    List<BigInteger> seeds = EpisodeSeeds.of(0, 70);
    for (String id : ShippedExperts.ids()) {
      assertSame(
          threads,
          List.of(1, 16, 64),
          new Episodes(id, 100, true, seeds),
          new Episodes(id, 1_000, false, seeds));
    }
  }

  /** Evaluations and clones, embedded and remote, of processes with so many cores each. */
  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void commandsDependOnNothingButTheirSettings(int threads) throws Exception {
    List<String> jvm = new ArrayList<>(ChildProcess.JVM);
    jvm.addAll(List.of("-XX:ActiveProcessorCount=" + threads, "-Dpapilio.threads=" + threads));
    try (ServerProcess server = ServerProcess.start(temporary, cores(threads))) {
      for (String where : List.of("--server=", "--server=" + server.target())) {
        for (int size : List.of(1, 16, 64)) {
          List<String> options =
              List.of("--env=Hopper-v5", "--episodes=3", "--num-envs=" + size, where);
          String said = ChildProcess.run(temporary, jvm, "evaluate", options);
          assertEquals(FrozenRuns.digest("evaluate-hopper"), RunValues.ofEvaluation(said).sha256());
        }
        Path run = temporary.resolve("run" + where.length());
        ChildProcess.run(
            temporary,
            jvm,
            "clone",
            FrozenRuns.join(FrozenRuns.HOPPER_CLONE, List.of("--directory=" + run, where)));
        assertEquals(FrozenRuns.digest("clone-hopper"), RunValues.ofClone(run).sha256());
      }
    }
  }

  private void assertSame(int threads, List<Integer> sizes, Episodes... all) throws Exception {
    try (RolloutSource embedded = EnvironmentCatalog.standard();
        ServerProcess server = ServerProcess.start(temporary, cores(threads));
        RolloutSource remote = EnvironmentChannel.connect(server.target())) {
      for (Episodes episodes : all) {
        Digest expected = episodes.inLockstep(embedded, 1);
        for (int size : sizes) {
          for (RolloutSource source : List.of(embedded, remote)) {
            String where = episodes.id() + ", " + size + " on " + source.describe();
            assertEquals(expected, episodes.sent(source, size), where);
            assertEquals(expected, episodes.inLockstep(source, size), where);
          }
        }
      }
    }
  }

  private static List<String> cores(int threads) {
    return List.of("-XX:ActiveProcessorCount=" + threads);
  }
}
