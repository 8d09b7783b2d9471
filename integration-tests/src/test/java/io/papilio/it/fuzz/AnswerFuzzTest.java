package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.RenderMode;
import io.papilio.core.image.Png;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteRollout;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.GetServerInfoResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to the Java client: a server of this process answers the input. */
@Timeout(60)
class AnswerFuzzTest {
  private static final Deque<byte[]> ANSWERS = new ArrayDeque<>();
  private static final EnvironmentChannel CHANNEL = EnvironmentChannel.inProcess(serve());
  private static final List<BigInteger> SEEDS = List.of(BigInteger.ONE);

  @MethodSource("answers")
  @FuzzTest
  void interact(byte[] data) {
    Fuzzed.read(
        () -> {
          ANSWERS.clear();
          ANSWERS.addAll(RawMessages.split(data));
          try (var environment =
              new RemoteVectorEnvironment(
                  CHANNEL, "X-v0", KeywordArguments.NONE, 1, AutoresetMode.NEXT_STEP)) {
            environment.reset(VectorResetRequest.seeded(BigInteger.ONE, 1));
            environment.step(Tensor.float32(new float[1], 1, 1));
            environment.snapshot();
            environment.render(RenderMode.RGB_ARRAY);
          }
        });
  }

  @MethodSource("rolloutAnswers")
  @FuzzTest
  void rollout(byte[] data) {
    Fuzzed.read(
        () -> {
          ANSWERS.clear();
          ANSWERS.addAll(MessageSeeds.opening());
          ANSWERS.addAll(RawMessages.split(data));
          try (RemoteRollout rollout =
              new RemoteRollout(List.of(CHANNEL), "X-v0", KeywordArguments.NONE, 1)) {
            rollout.record(
                new ZeroPolicy(MessageSeeds.SPEC.actionSpace()),
                SEEDS,
                RolloutListener.SILENT,
                trajectory -> {});
          }
        });
  }

  @MethodSource("pictures")
  @FuzzTest
  void png(byte[] data) {
    Fuzzed.read(() -> Png.decode(new ByteArrayInputStream(data)));
  }

  static List<byte[]> answers() {
    return MessageSeeds.answers();
  }

  static List<byte[]> rolloutAnswers() {
    return MessageSeeds.rolloutAnswers();
  }

  static List<byte[]> pictures() {
    ByteBuffer pixels = ByteBuffer.allocate(2 * 3 * 3);
    return List.of(
        Png.encode(
            new io.papilio.core.env.Frame(Tensor.wrap(DType.UINT8, List.of(2, 3, 3), pixels))));
  }

  private static String serve() {
    String name = "fuzzed-answers";
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(EnvironmentServiceGrpc.SERVICE_NAME);
    for (MethodDescriptor<?, ?> method :
        EnvironmentServiceGrpc.getServiceDescriptor().getMethods()) {
      service.addMethod(RawMessages.of(method), AnswerFuzzTest::answer);
    }
    ANSWERS.add(
        GetServerInfoResponse.newBuilder()
            .setProtocolVersion("1.2")
            .addCapabilities("rollout")
            .build()
            .toByteArray());
    try {
      Server unused =
          InProcessServerBuilder.forName(name)
              .directExecutor()
              .addService(service.build())
              .build()
              .start();
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every request gets the next answer; a rollout gets all. */
  private static ServerCall.Listener<byte[]> answer(
      ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(Integer.MAX_VALUE);
    boolean all = call.getMethodDescriptor().getBareMethodName().equals("Rollout");
    boolean stream = call.getMethodDescriptor().getBareMethodName().equals("Interact");
    call.sendHeaders(new Metadata());
    return new ServerCall.Listener<>() {
      @Override
      public void onMessage(byte[] message) {
        do {
          byte[] answer = ANSWERS.poll();
          if (answer != null) {
            call.sendMessage(answer);
          }
        } while (all && !ANSWERS.isEmpty());
        if (!stream || ANSWERS.isEmpty()) {
          call.close(Status.OK, new Metadata());
        }
      }
    };
  }
}
