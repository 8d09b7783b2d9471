package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send to a server, which runs in this process without a network. */
@Timeout(120)
class RequestFuzzTest {
  /** Of a server: environments, their observations and their snapshots. */
  private static final long MOST_BYTES = 128L << 20;

  private static final int MOST_RESPONSES = 40;
  private static final int PATIENCE_SECONDS = 20;

  private static final EnvServer SERVER =
      EnvServer.startInProcess(
          Settings.of(EnvServerConfig.DEFAULTS)
              .with(Map.of("max-environments", "8", "max-environment-bytes", "67108864")),
          EnvironmentCatalog.standard());

  private static final ManagedChannel CHANNEL =
      InProcessChannelBuilder.forName(SERVER.target()).directExecutor().build();

  @MethodSource("sessions")
  @FuzzTest
  void interact(byte[] data) {
    Fuzzed.read(
        MOST_BYTES,
        () -> call(EnvironmentServiceGrpc.getInteractMethod(), RawMessages.split(data)));
  }

  @MethodSource("rollouts")
  @FuzzTest
  void rollout(byte[] data) {
    Fuzzed.read(MOST_BYTES, () -> call(EnvironmentServiceGrpc.getRolloutMethod(), List.of(data)));
  }

  @MethodSource("uploads")
  @FuzzTest
  void uploadPolicy(byte[] data) {
    Fuzzed.read(
        MOST_BYTES, () -> call(EnvironmentServiceGrpc.getUploadPolicyMethod(), List.of(data)));
  }

  static List<byte[]> sessions() {
    return MessageSeeds.sessions();
  }

  static List<byte[]> rollouts() {
    return MessageSeeds.rollouts();
  }

  static List<byte[]> uploads() {
    return MessageSeeds.policies().stream()
        .map(
            policy ->
                UploadPolicyRequest.newBuilder()
                    .setPolicyId("p")
                    .setPolicy(policy)
                    .build()
                    .toByteArray())
        .toList();
  }

  /** Sends messages and waits for the end of the call, which no internal error may be. */
  private static void call(MethodDescriptor<?, ?> method, List<byte[]> messages) {
    ClientCall<byte[], byte[]> call = CHANNEL.newCall(RawMessages.of(method), CallOptions.DEFAULT);
    Answers answers = new Answers(call);
    call.start(answers, new Metadata());
    call.request(Integer.MAX_VALUE);
    messages.forEach(call::sendMessage);
    call.halfClose();
    Status status = answers.await();
    boolean expected =
        switch (status.getCode()) {
          case INTERNAL, UNKNOWN, DATA_LOSS, UNAVAILABLE -> false;
          default -> true;
        };
    if (!expected) {
      throw new AssertionError("call ended with " + status, status.getCause());
    }
  }

  private static final class Answers extends ClientCall.Listener<byte[]> {
    private final ClientCall<byte[], byte[]> call;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int count;
    private volatile Status status;

    Answers(ClientCall<byte[], byte[]> call) {
      this.call = call;
    }

    @Override
    public void onMessage(byte[] message) {
      // A rollout may be long.
      if (++count > MOST_RESPONSES) {
        call.cancel("enough", null);
      }
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
      status = end;
      closed.countDown();
    }

    Status await() {
      try {
        if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s");
        }
        return status;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Status.CANCELLED;
      }
    }
  }
}
