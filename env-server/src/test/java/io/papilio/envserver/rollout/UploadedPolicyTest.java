package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.policy.PolicyTensors;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.UploadPolicyRequest;
import io.papilio.protocol.v1.UploadPolicyResponse;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Policies that a connection has uploaded: versions, owners, and limits of number, bytes, age. */
@Timeout(60)
class UploadedPolicyTest {
  private static final Policy GAIN =
      Policy.newBuilder()
          .setFormat(PolicyFormat.POLICY_FORMAT_SAFETENSORS)
          .setData(PolicyTensors.write(Matrix.of(3, 2, new double[6])))
          .build();
  private static final int BYTES = GAIN.getData().size();

  private NettyServerFixture fixture;
  private ManagedChannel other;

  private EnvironmentServiceBlockingStub serve(Map<String, String> limits) {
    fixture = new NettyServerFixture(Settings.of(NettyServerFixture.CONFIG).with(limits));
    other =
        Grpc.newChannelBuilder(fixture.server.target(), InsecureChannelCredentials.create())
            .build();
    return EnvironmentServiceGrpc.newBlockingStub(fixture.raw);
  }

  @AfterEach
  void stop() {
    other.shutdownNow();
    fixture.close();
  }

  @Test
  void newerVersionReplacesAnOlderOneForLaterRollouts() {
    var stub = serve(Map.of());
    UploadPolicyResponse first = stub.uploadPolicy(upload("", GAIN));
    Iterator<RolloutResponse> running = stub.rollout(rollout(first.getPolicyId(), 0));
    assertEquals(1, running.next().getStarted().getPolicyVersion());
    UploadPolicyResponse second = stub.uploadPolicy(upload(first.getPolicyId(), GAIN));
    assertEquals(first.getPolicyId(), second.getPolicyId());
    assertEquals(2, second.getPolicyVersion());
    var later = stub.rollout(rollout(first.getPolicyId(), 3));
    assertEquals(2, later.next().getStarted().getPolicyVersion());
    // The rollout that runs keeps its version to the end.
    while (running.hasNext()) {
      assertEquals(1, running.next().getChunk().getPolicyVersion());
    }
  }

  @Test
  void anotherConnectionNeitherSeesNorReplacesAPolicy() {
    var stub = serve(Map.of());
    String id = stub.uploadPolicy(upload("", GAIN)).getPolicyId();
    var stranger = EnvironmentServiceGrpc.newBlockingStub(other);
    var rollout = stranger.rollout(rollout(id, 3));
    assertStatus(Status.Code.NOT_FOUND, rollout::hasNext);
    assertStatus(Status.Code.NOT_FOUND, () -> stranger.uploadPolicy(upload(id, GAIN)));
    assertEquals(1, stub.rollout(rollout(id, 3)).next().getStarted().getPolicyVersion());
  }

  @Test
  void numberIsLimitedAndANewVersionIsNoMore() {
    var stub = serve(Map.of("max-policies", "2"));
    String id = stub.uploadPolicy(upload("", GAIN)).getPolicyId();
    var stranger = EnvironmentServiceGrpc.newBlockingStub(other);
    assertEquals(1, stranger.uploadPolicy(upload("", GAIN)).getPolicyVersion());
    String message =
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> stub.uploadPolicy(upload("", GAIN)));
    assertEquals("policies: 3 (expected: at most 2)", message);
    assertEquals(2, stub.uploadPolicy(upload(id, GAIN)).getPolicyVersion());
  }

  @Test
  void bytesOfAllAreLimitedAndANewVersionReplacesThoseOfTheOld() {
    var stub = serve(Map.of("max-policies-bytes", "" + (2 * BYTES - 1)));
    String id = stub.uploadPolicy(upload("", GAIN)).getPolicyId();
    String message =
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> stub.uploadPolicy(upload("", GAIN)));
    assertEquals(
        "bytes of all policies: %d (expected: at most %d)".formatted(2 * BYTES, 2 * BYTES - 1),
        message);
    assertEquals(2, stub.uploadPolicy(upload(id, GAIN)).getPolicyVersion());
  }

  @Test
  void bytesOfARolloutsOwnPolicyCountWhileItRuns() throws InterruptedException {
    var stub = serve(Map.of("max-policies-bytes", "" + BYTES));
    RolloutReader running =
        new RolloutReader(
                fixture.raw,
                rollout("", 0).toBuilder().setPolicy(GAIN).setEpisodes(1_000_000).build())
            .read(1);
    assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> stub.uploadPolicy(upload("", GAIN)));
    running.cancel();
    awaitPlace(stub);
  }

  @Test
  void bytesOfOneAreLimitedWhereverItComesFrom() {
    var stub = serve(Map.of("max-policy-bytes", "" + (BYTES - 1)));
    String expected = "policy.data: %d bytes (expected: at most %d)".formatted(BYTES, BYTES - 1);
    assertEquals(
        expected,
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> stub.uploadPolicy(upload("", GAIN))));
    var inline = stub.rollout(rollout("", 3).toBuilder().setPolicy(GAIN).build());
    assertEquals(expected, assertStatus(Status.Code.RESOURCE_EXHAUSTED, inline::hasNext));
  }

  @Test
  void unusedPolicyIsRemovedAfterItsLeaseAndItsPlaceIsFree() throws InterruptedException {
    var stub = serve(Map.of("policy-lease-seconds", "1", "max-policies", "1"));
    UploadPolicyResponse stored = stub.uploadPolicy(upload("", GAIN));
    assertEquals(1, stored.getLeaseSeconds());
    awaitPlace(stub);
    var rollout = stub.rollout(rollout(stored.getPolicyId(), 3));
    assertStatus(Status.Code.NOT_FOUND, rollout::hasNext);
  }

  @Test
  void policiesEndWithTheirConnection() throws InterruptedException {
    var stub = serve(Map.of("max-policies", "1"));
    EnvironmentServiceGrpc.newBlockingStub(other).uploadPolicy(upload("", GAIN));
    other.shutdownNow();
    awaitPlace(stub);
  }

  /** The policy is not even stored when its connection ends. */
  @Test
  void policyOfAConnectionThatEndsDuringItsUploadIsForgotten() throws InterruptedException {
    var stub = serve(Map.of("max-policies", "1"));
    EnvironmentServiceGrpc.newStub(other).uploadPolicy(upload("", slowToLoad()), IGNORED);
    Thread.sleep(50);
    other.shutdownNow();
    Thread.sleep(1_500); // Until it has been loaded.
    awaitPlace(stub);
  }

  /** Much to check: its batches are compared with its rows. */
  private static Policy slowToLoad() {
    ByteString model =
        OnnxModels.model(
            2,
            3,
            graph -> {
              graph.addInitializer(OnnxModels.zeros("in", 2, 100));
              graph.addInitializer(OnnxModels.zeros("hidden", 100, 100));
              graph.addInitializer(OnnxModels.zeros("out", 100, 3));
              graph.addNode(OnnxModels.node("MatMul", "h0", "x", "in"));
              for (int i = 0; i < 500; i++) {
                graph.addNode(OnnxModels.node("MatMul", "h" + (i + 1), "h" + i, "hidden"));
              }
              graph.addNode(OnnxModels.node("MatMul", "y", "h500", "out"));
            });
    return PolicyCodec.onnx(model.toByteArray(), PolicyBinding.PLAIN, OutputHead.DETERMINISTIC);
  }

  private static void awaitPlace(EnvironmentServiceBlockingStub stub) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        assertEquals(1, stub.uploadPolicy(upload("", GAIN)).getPolicyVersion());
        return;
      } catch (StatusRuntimeException full) {
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, full.getStatus().getCode());
        Thread.sleep(100);
      }
    }
    assertTrue(false, "no place for a policy after 10 s");
  }

  private static UploadPolicyRequest upload(String id, Policy policy) {
    return UploadPolicyRequest.newBuilder().setPolicyId(id).setPolicy(policy).build();
  }

  /**
   * @param horizon 0 for the 50 steps of the environment
   */
  private static RolloutRequest rollout(String policyId, int horizon) {
    return RolloutRequest.newBuilder()
        .setEnvironmentId("Drift-v0")
        .setPolicyId(policyId)
        .setEpisodes(5)
        .setNumEnvs(2)
        .setHorizon(horizon)
        .build();
  }

  private static String assertStatus(
      Status.Code expected, org.junit.jupiter.api.function.Executable call) {
    var error = assertThrows(StatusRuntimeException.class, call);
    assertEquals(expected, error.getStatus().getCode());
    return error.getStatus().getDescription();
  }

  private static final StreamObserver<UploadPolicyResponse> IGNORED =
      new StreamObserver<>() {
        @Override
        public void onNext(UploadPolicyResponse response) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
      };
}
