package io.papilio.cli.bench.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Memory of a server, in a process of its own, after as many environments have ended as it has. */
class ReturnedMemoryTest {
  private static final String ENVIRONMENT = "Humanoid-v5";
  private static final int SIZE = 4096;
  private static final int STEPS = 20;

  private static final int ROUNDS = 2;

  /** Every 30 s the Java heap is given back after 30 s without a collection; MuJoCo's in 5 s. */
  private static final int SECONDS = 66;

  private static final long MEGABYTE = 1_000_000;

  /** Code that is compiled and pools of buffers that grow; the environments take a gigabyte. */
  private static final long MOST_BYTES = 64 * MEGABYTE;

  @Test
  @Tag("nightly")
  void serverGivesBackTheMemoryOfEnvironmentsThatHaveEnded(TestReporter reporter)
      throws InterruptedException {
    try (ServerProcess server = ServerProcess.start(2);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      long before = step(channel, 64, server); // What a first session loads stays.
      String figures = "before " + before / MEGABYTE;
      long after = before;
      // Twice: what stays does not add up.
      for (int i = 0; i < ROUNDS; i++) {
        long with = step(channel, SIZE, server);
        TimeUnit.SECONDS.sleep(SECONDS);
        after = server.residentBytes();
        figures += ", with " + with / MEGABYTE + ", after " + after / MEGABYTE;
      }
      reporter.publishEntry("resident", figures + " MB");
      assertTrue(after - before < MOST_BYTES, figures + " MB");
    }
  }

  private static long step(EnvironmentChannel channel, int size, ServerProcess server) {
    try (VectorEnvironment environments = channel.vector(ENVIRONMENT, size)) {
      RandomSteps steps = new RandomSteps(environments);
      for (int i = 0; i < STEPS; i++) {
        steps.step();
      }
      return server.residentBytes();
    }
  }
}
