package io.papilio.cli.bench.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Memory of a server, in a process of its own, while a client takes nothing of a rollout. */
class SlowReaderTest {
  private static final int SECONDS = 30;
  private static final long MEGABYTE = 1_000_000;

  /** Trajectories of 3 kB a step, from as many environments as a server runs by default. */
  private static final RolloutRequest TRAJECTORIES =
      RolloutRequest.newBuilder()
          .setEnvironmentId("Humanoid-v5")
          .setPolicy(Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_RANDOM))
          .setEpisodes(1_000_000)
          .build();

  @Test
  @Tag("nightly")
  void growsByLessThan64Megabytes(TestReporter reporter) throws InterruptedException {
    try (ServerProcess server = ServerProcess.start(2)) {
      ManagedChannel channel =
          Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();
      readFor(10, channel); // What a first rollout loads, and its garbage, are no reader's.
      long before = server.residentBytes();
      ClientCall<RolloutRequest, RolloutResponse> silent =
          channel.newCall(EnvironmentServiceGrpc.getRolloutMethod(), CallOptions.DEFAULT);
      silent.start(new ClientCall.Listener<>() {}, new Metadata());
      silent.sendMessage(TRAJECTORIES);
      silent.halfClose();
      long most = before;
      for (int second = 0; second < SECONDS; second++) {
        TimeUnit.SECONDS.sleep(1);
        most = Math.max(most, server.residentBytes());
      }
      silent.cancel("enough", null);
      channel.shutdownNow();
      String growth = (most - before) / MEGABYTE + " MB of " + before / MEGABYTE + " MB";
      reporter.publishEntry("growth", growth);
      assertTrue(most - before < 64 * MEGABYTE, growth);
    }
  }

  private static void readFor(int seconds, ManagedChannel channel) {
    var stub =
        EnvironmentServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(2L * seconds, TimeUnit.SECONDS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    var context = Context.current().withCancellation();
    context.run(
        () -> {
          Iterator<RolloutResponse> responses = stub.rollout(TRAJECTORIES);
          while (System.nanoTime() < end) {
            responses.next();
          }
        });
    context.cancel(null);
  }
}
