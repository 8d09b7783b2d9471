package io.papilio.envserver.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Attributes;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.envserver.fixture.TestRequests;
import io.papilio.protocol.policy.PolicyTensors;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client may hold; without tokens, every address is a client. */
@Timeout(60)
class ClientLimitsTest {
  private EnvServer server;
  private ManagedChannel first;

  /** Another connection of the same client. */
  private ManagedChannel second;

  private ManagedChannel other;

  private void serve(String limit, long value) {
    server =
        EnvServer.start(
            Settings.of(NettyServerFixture.CONFIG).with(Map.of(limit, "" + value)),
            TestEnvironments.catalog());
    first = from("127.0.0.1");
    second = from("127.0.0.1");
    other = from("127.0.0.2");
  }

  /** Linux has all addresses of 127.0.0.0/8 on its loopback interface. */
  private ManagedChannel from(String address) {
    return NettyChannelBuilder.forTarget(server.target())
        .usePlaintext()
        .localSocketPicker(
            new NettyChannelBuilder.LocalSocketPicker() {
              @Override
              public SocketAddress createSocketAddress(SocketAddress to, Attributes attributes) {
                return new InetSocketAddress(address, 0);
              }
            })
        .build();
  }

  @AfterEach
  void stop() {
    first.shutdownNow();
    second.shutdownNow();
    other.shutdownNow();
    server.close();
  }

  private static boolean opens(ManagedChannel channel) {
    return new RawStream(channel).send(TestRequests.ONE).response().hasOpen();
  }

  private static void assertFull(String message, Status status) {
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode());
    assertEquals(message, status.getDescription());
  }

  @Test
  void sessionsAndRolloutsCountTogether() {
    serve("max-client-sessions", 1);
    assertTrue(opens(first));
    String full = "sessions of client 127.0.0.1: 2 (expected: at most 1)";
    assertFull(full, new RawStream(second).send(TestRequests.ONE).end());
    RolloutRequest rollout =
        RolloutRequest.newBuilder()
            .setEnvironmentId("Drift-v0")
            .setPolicy(Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_RANDOM))
            .setEpisodes(1)
            .build();
    var responses = EnvironmentServiceGrpc.newBlockingStub(second).rollout(rollout);
    assertFull(full, assertThrows(StatusRuntimeException.class, responses::hasNext).getStatus());
    assertTrue(EnvironmentServiceGrpc.newBlockingStub(other).rollout(rollout).hasNext());
  }

  @Test
  void memoryIsReserved() {
    serve("max-client-bytes", 1);
    Status full = new RawStream(first).send(TestRequests.ONE).end();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, full.getCode());
    assertTrue(
        full.getDescription()
            .matches("bytes of all environments of client 127.0.0.1: \\d+ .expected: at most 1\\)"),
        full.getDescription());
  }

  @Test
  void policiesOfAllItsConnectionsCount() {
    serve("max-client-policies", 1);
    UploadPolicyRequest upload =
        UploadPolicyRequest.newBuilder()
            .setPolicy(
                Policy.newBuilder()
                    .setFormat(PolicyFormat.POLICY_FORMAT_SAFETENSORS)
                    .setData(PolicyTensors.write(Matrix.of(3, 2, new double[6]))))
            .build();
    EnvironmentServiceGrpc.newBlockingStub(first).uploadPolicy(upload);
    var again = EnvironmentServiceGrpc.newBlockingStub(second);
    assertFull(
        "policies of client 127.0.0.1: 2 (expected: at most 1)",
        assertThrows(StatusRuntimeException.class, () -> again.uploadPolicy(upload)).getStatus());
    EnvironmentServiceGrpc.newBlockingStub(other).uploadPolicy(upload);
  }
}
