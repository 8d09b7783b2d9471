package io.papilio.it.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.it.process.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose clients vanish returns to what it held before them. */
@Timeout(7_200)
class SoakTest {
  /** Of the nightly form after its warm-up; {@code -Dpapilio.chaos.seconds=N} changes it. */
  private static final int SECONDS = Integer.getInteger("papilio.chaos.seconds", 1_800);

  private static final int WARM_UP_SECONDS = 60;

  /** What grows with each round is a leak; what only the first ones add is a warm-up. */
  private static final int ROUNDS = 2;

  /** As {@code ./papilio serve} runs: the memory of ended environments goes back to the system. */
  private static final List<String> GIVING_BACK =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:G1PeriodicGCInterval=30000",
          "-XX:-G1PeriodicGCInvokesConcurrent");

  /** Every 30 s the Java heap is given back after 30 s without a collection; malloc's in 5 s. */
  private static final int GIVEN_BACK_SECONDS = 66;

  /** Beyond what the same clients have made it grow before. */
  private static final double MOST_MEGABYTES = 64;

  @TempDir private Path scratch;

  /**
   * Clients at a time.
   *
   * @param sessions of each client
   * @param environments of each session
   * @param lease seconds
   */
  private record Load(int clients, int sessions, int environments, int lease) {}

  /** So short a time says nothing about memory: classes are still loaded and compiled. */
  @Test
  void serverReturnsToItsBaseline() throws Exception {
    Load load = new Load(4, 4, 16, 3);
    soak(load, 1, 1, 1, load.lease + 1);
  }

  /** 512 sessions with 4,096 environments. */
  @Tag("nightly")
  @Test
  void largeServerReturnsToItsBaseline() throws Exception {
    Load load = new Load(64, 8, 8, 30);
    List<ServerFootprint> rests =
        soak(load, WARM_UP_SECONDS, ROUNDS, SECONDS / ROUNDS, GIVEN_BACK_SECONDS);
    double baseline = rests.get(0).megabytes();
    for (ServerFootprint rest : rests) {
      assertTrue(rest.megabytes() <= baseline + MOST_MEGABYTES, rests::toString);
    }
  }

  /**
   * What a server holds after a warm-up and after each round of clients that follows.
   *
   * @param restSeconds from when all clients have gone until the server is measured
   */
  private List<ServerFootprint> soak(
      Load load, int warmUpSeconds, int rounds, int roundSeconds, int restSeconds)
      throws Exception {
    long seed = Long.getLong("papilio.chaos.seed", System.nanoTime());
    int sessions = load.clients * load.sessions;
    try (ServerProcess server =
        ServerProcess.start(
            scratch,
            GIVING_BACK,
            "--metrics-port=0",
            "--lease-seconds=" + load.lease,
            "--max-sessions=" + sessions,
            "--max-environments=" + sessions * load.environments)) {
      String metrics = server.metrics();
      VanishingClients some =
          new VanishingClients(
              server.target(), load.sessions, load.environments, 1_000L * (load.lease + 1));
      List<ServerFootprint> rests = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        int seconds = round == 0 ? warmUpSeconds : roundSeconds;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        some.run(load.clients, end, seed + (long) round * load.clients);
        TimeUnit.SECONDS.sleep(restSeconds);
        rests.add(ServerFootprint.of(server.pid(), metrics));
        System.out.printf("soak with seed %d: %s; at rest: %s%n", seed, some, rests);
      }
      ServerFootprint baseline = rests.get(0);
      for (ServerFootprint rest : rests) {
        assertEquals(0, rest.sessions(), rests::toString);
        assertEquals(0, rest.environments(), rests::toString);
        assertTrue(rest.files() <= baseline.files() + 8, rests::toString);
        assertTrue(rest.threads() <= baseline.threads() + 8, rests::toString);
      }
      return rests;
    }
  }
}
