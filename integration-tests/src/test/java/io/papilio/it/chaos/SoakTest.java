package io.papilio.it.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.it.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose clients vanish returns to what it held before them. */
@Timeout(7_200)
class SoakTest {
  /** Of the nightly form; {@code -Dpapilio.chaos.seconds=N} changes it. */
  private static final int SECONDS = Integer.getInteger("papilio.chaos.seconds", 1_800);

  /** As {@code ./papilio serve} runs: the memory of ended environments goes back to the system. */
  private static final List<String> GIVING_BACK =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:G1PeriodicGCInterval=30000");

  /** Beyond what the same clients have made it grow before. */
  private static final double MOST_MEGABYTES = 64;

  @TempDir private Path scratch;

  /** So short a time says nothing about memory: the heap and the compiler still grow. */
  @Test
  void serverReturnsToItsBaseline() throws Exception {
    soak(4, 4, 16, 3, 1, Double.POSITIVE_INFINITY);
  }

  /** 512 sessions with 4,096 environments. */
  @Tag("nightly")
  @Test
  void largeServerReturnsToItsBaseline() throws Exception {
    soak(64, 8, 8, 30, SECONDS, MOST_MEGABYTES);
  }

  private void soak(
      int clients, int sessions, int environments, int lease, int seconds, double mostMegabytes)
      throws Exception {
    long seed = Long.getLong("papilio.chaos.seed", System.nanoTime());
    try (ServerProcess server =
        ServerProcess.start(
            scratch,
            GIVING_BACK,
            "--metrics-port=0",
            "--lease-seconds=" + lease,
            "--max-sessions=" + clients * sessions,
            "--max-environments=" + clients * sessions * environments)) {
      String metrics = server.metrics();
      VanishingClients some =
          new VanishingClients(server.target(), sessions, environments, 1_000L * (lease + 1));
      // The first ones load classes, and fill the heap.
      some.run(clients, end(Math.min(seconds, 60)), seed);
      ServerFootprint baseline = rest(server, metrics, lease);
      some.run(clients, end(seconds), seed + clients);
      ServerFootprint after = rest(server, metrics, lease);
      System.out.printf(
          "soak with seed %d: %s; before: %s; after: %s%n", seed, some, baseline, after);
      assertEquals(0, after.sessions(), after::toString);
      assertEquals(0, after.environments(), after::toString);
      assertTrue(after.files() <= baseline.files() + 8, after + " (before: " + baseline + ")");
      assertTrue(after.threads() <= baseline.threads() + 8, after + " (before: " + baseline + ")");
      assertTrue(
          after.megabytes() <= baseline.megabytes() + mostMegabytes,
          after + " (before: " + baseline + ")");
    }
  }

  /** What a server holds when the leases of all clients have ended. */
  private static ServerFootprint rest(ServerProcess server, String metrics, int lease)
      throws Exception {
    TimeUnit.SECONDS.sleep(lease + 1);
    return ServerFootprint.of(server.pid(), metrics);
  }

  private static long end(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
