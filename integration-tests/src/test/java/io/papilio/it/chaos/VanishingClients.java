package io.papilio.it.chaos;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.protocol.client.EnvironmentChannel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of a server that come, step, and go without a word: some cut their connection in the
 * middle of a rollout, some fall silent and leave their sessions to the lease.
 */
final class VanishingClients {
  private static final List<String> IDS =
      List.of("Hopper-v5", "Walker2d-v5", "HalfCheetah-v5", "Reacher-v5", "LqrMarginal-v0");

  private final String target;
  private final int sessionsPerClient;
  private final int environmentsPerSession;

  /** Until when a silent client keeps its connection. */
  private final long silenceMillis;

  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong vanished = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final List<Throwable> failures = new ArrayList<>();

  VanishingClients(
      String target, int sessionsPerClient, int environmentsPerSession, long silenceMillis) {
    this.target = target;
    this.sessionsPerClient = sessionsPerClient;
    this.environmentsPerSession = environmentsPerSession;
    this.silenceMillis = silenceMillis;
  }

  /** Runs clients, so many at a time, until a time. */
  void run(int clients, long endNanos, long seed) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> comeAndGo(random, endNanos));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " clients failed", failures.get(0));
    }
  }

  private void comeAndGo(Random random, long endNanos) {
    try {
      while (System.nanoTime() < endNanos) {
        try (EnvironmentChannel channel = EnvironmentChannel.connect(target)) {
          live(channel, random, endNanos);
        } catch (EnvironmentException full) {
          if (full.reason() != Reason.CAPACITY_EXCEEDED) {
            throw full;
          }
          rejected.incrementAndGet();
          Thread.sleep(100);
        }
        vanished.incrementAndGet();
      }
    } catch (RuntimeException | InterruptedException | Error e) {
      synchronized (failures) {
        failures.add(e);
      }
    }
  }

  /** What ends with the connection is not closed. */
  private void live(EnvironmentChannel channel, Random random, long endNanos)
      throws InterruptedException {
    List<VectorEnvironment> vectors = new ArrayList<>();
    for (int i = 0; i < sessionsPerClient; i++) {
      vectors.add(channel.vector(IDS.get(random.nextInt(IDS.size())), environmentsPerSession));
    }
    vectors.forEach(
        vector ->
            vector.reset(
                VectorResetRequest.seeded(BigInteger.valueOf(random.nextInt(9)), vector.size())));
    for (int rounds = random.nextInt(200); rounds > 0 && System.nanoTime() < endNanos; rounds--) {
      vectors.forEach(vector -> step(vector, random));
    }
    switch (random.nextInt(4)) {
      case 0 -> vectors.forEach(VectorEnvironment::close);
      case 1 -> cutRollout(channel, vectors);
      case 2 -> Thread.sleep(silenceMillis);
      default -> {} // The connection is closed.
    }
  }

  private void step(VectorEnvironment vector, Random random) {
    int size = vector.spec().actionBox().size();
    double[] actions = random.doubles((long) vector.size() * size, -1, 1).toArray();
    Object unused = vector.step(Tensor.float64(actions, vector.size(), size));
    steps.addAndGet(vector.size());
  }

  /** Leaves during the first episodes. */
  private void cutRollout(EnvironmentChannel channel, List<VectorEnvironment> vectors) {
    vectors.get(0).close(); // A rollout counts as a session.
    try (RolloutRunner runner = channel.runner("Walker2d-v5", environmentsPerSession)) {
      RolloutListener leaving =
          new RolloutListener() {
            @Override
            public void onEpisode(EpisodeStatistics episode) {
              channel.close();
            }
          };
      runner.run(
          new RandomPolicy(runner.spec().actionBox(), 1), EpisodeSeeds.of(0, 1_000), leaving);
    } catch (EnvironmentException left) {
      if (left.reason() != Reason.UNAVAILABLE) {
        throw left;
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        "%,d environment steps, %,d clients gone, %,d rejected for lack of capacity",
        steps.get(), vanished.get(), rejected.get());
  }
}
