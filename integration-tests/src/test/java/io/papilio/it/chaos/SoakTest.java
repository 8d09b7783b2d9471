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

  private static final int LEASE_SECONDS = 2;

  /** Beyond what the same clients have made it grow before. */
  private static final double MOST_MEGABYTES = 64;

  @TempDir private Path scratch;

  @Test
  void serverReturnsToItsBaseline() throws Exception {
    soak(8, 4, 8, 3);
  }

  /** 512 sessions with 4,096 environments. */
  @Tag("nightly")
  @Test
  void largeServerReturnsToItsBaseline() throws Exception {
    soak(64, 8, 8, SECONDS);
  }

  private void soak(int clients, int sessions, int environments, int seconds) throws Exception {
    long seed = Long.getLong("papilio.chaos.seed", System.nanoTime());
    try (ServerProcess server =
        ServerProcess.start(
            scratch,
            List.of(),
            "--metrics-port=0",
            "--lease-seconds=" + LEASE_SECONDS,
            "--max-sessions=" + clients * sessions,
            "--max-environments=" + clients * sessions * environments)) {
      String metrics = server.metrics();
      VanishingClients some =
          new VanishingClients(
              server.target(), sessions, environments, 1_000L * (LEASE_SECONDS + 2));
      // The first ones load classes, and fill the heap.
      some.run(clients, end(Math.min(seconds, 60)), seed);
      ServerFootprint baseline = rest(server, metrics);
      some.run(clients, end(seconds), seed + clients);
      ServerFootprint after = rest(server, metrics);
      System.out.printf(
          "soak with seed %d: %s; before: %s; after: %s%n", seed, some, baseline, after);
      assertEquals(0, after.sessions(), after::toString);
      assertEquals(0, after.environments(), after::toString);
      assertTrue(after.files() <= baseline.files() + 8, after + " (before: " + baseline + ")");
      assertTrue(after.threads() <= baseline.threads() + 8, after + " (before: " + baseline + ")");
      assertTrue(
          after.megabytes() <= baseline.megabytes() + MOST_MEGABYTES,
          after + " (before: " + baseline + ")");
    }
  }

  /** What a server holds when the leases of all clients have ended. */
  private static ServerFootprint rest(ServerProcess server, String metrics) throws Exception {
    TimeUnit.SECONDS.sleep(LEASE_SECONDS + 1);
    return ServerFootprint.of(server.pid(), metrics);
  }

  private static long end(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
