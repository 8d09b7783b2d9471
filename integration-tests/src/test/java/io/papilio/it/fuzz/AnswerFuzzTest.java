package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
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
import io.papilio.protocol.v1.RolloutResponse;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to the Java client: a server of this process answers the input. */
@Timeout(120)
class AnswerFuzzTest {
  private static final AnsweringServer SERVER = new AnsweringServer();
  private static final EnvironmentChannel CHANNEL = SERVER.connect();
  private static final List<BigInteger> SEEDS = List.of(BigInteger.ONE);

  @MethodSource("answers")
  @FuzzTest
  void interact(byte[] data) {
    Fuzzed.read(
        () -> {
          SERVER.answer(RawMessages.split(data));
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

  /** With messages that gRPC can parse; after others its transport inside a process hangs. */
  @MethodSource("rolloutAnswers")
  @FuzzTest
  void rollout(byte[] data) {
    Fuzzed.read(
        () -> {
          List<byte[]> answers = new ArrayList<>(MessageSeeds.opening());
          RawMessages.split(data).stream().filter(AnswerFuzzTest::isParsed).forEach(answers::add);
          SERVER.answer(answers);
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

  private static boolean isParsed(byte[] message) {
    try {
      RolloutResponse unused = RolloutResponse.parseFrom(message);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
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
}
