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

  /** MuJoCo's memory is given back every 5 s, that of the Java heap after 30 s without a GC. */
  private static final int SECONDS = 45;

  private static final long MEGABYTE = 1_000_000;

  /** The Java heap stays larger than it was; MuJoCo's memory alone is a gigabyte. */
  private static final long MOST_BYTES = 512 * MEGABYTE;

  @Test
  @Tag("nightly")
  void serverGivesBackTheMemoryOfEnvironmentsThatHaveEnded(TestReporter reporter)
      throws InterruptedException {
    try (ServerProcess server = ServerProcess.start(2);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      long before = step(channel, 64, server); // What a first session loads stays.
      long with = step(channel, SIZE, server);
      TimeUnit.SECONDS.sleep(SECONDS);
      long after = server.residentBytes();
      // Once more: what stays does not add up.
      long again = step(channel, SIZE, server);
      TimeUnit.SECONDS.sleep(SECONDS);
      long last = server.residentBytes();
      String figures =
          String.format(
              "before %d, with %d, after %d, with %d, after %d MB",
              before / MEGABYTE,
              with / MEGABYTE,
              after / MEGABYTE,
              again / MEGABYTE,
              last / MEGABYTE);
      reporter.publishEntry("resident", figures);
      assertTrue(last - before < MOST_BYTES, figures);
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
