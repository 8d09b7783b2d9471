package io.papilio.it.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.codec.TensorCodec;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.v1.Element;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.Wrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Messages of the protocol, each after its length where several make one input. */
final class MessageSeeds {
  static final String ID = "UnstableScalar-v0";

  static final EnvironmentSpec SPEC = EnvironmentCatalog.standard().spec(ID, KeywordArguments.NONE);

  private MessageSeeds() {}

  static List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    for (var policy :
        List.of(
            new RandomPolicy(SPEC.actionSpace(), 1),
            new ZeroPolicy(SPEC.actionSpace()),
            new LinearPolicy(Matrix.of(1, 1, -0.5)))) {
      policies.add(PolicyCodec.toProto(policy, SPEC).orElseThrow());
    }
    policies.add(
        Policy.newBuilder()
            .setFormat(PolicyFormat.POLICY_FORMAT_NAMED)
            .setName("parity:-2|2")
            .build());
    policies.add(
        Policy.newBuilder()
            .setFormat(PolicyFormat.POLICY_FORMAT_ONNX)
            .setData(OnnxSeeds.linear(1, 1))
            .build());
    return policies;
  }

  /** A whole session, and one with what is rare. */
  static List<byte[]> sessions() {
    InteractRequest.Builder open = InteractRequest.newBuilder();
    open.getOpenBuilder().setEnvironmentId(ID).setNumEnvs(2);
    InteractRequest.Builder wrapped = InteractRequest.newBuilder();
    wrapped
        .getOpenBuilder()
        .setEnvironmentId(ID)
        .setNumEnvs(1)
        .addWrappers(Wrapper.newBuilder().setName("TimeAwareObservation"))
        .getInfoBuilder()
        .addNames("x");
    InteractRequest.Builder reset = InteractRequest.newBuilder();
    reset.getResetBuilder().setSeed("1");
    InteractRequest.Builder step = InteractRequest.newBuilder();
    step.getStepBuilder().setActions(actions(2));
    InteractRequest.Builder fork = InteractRequest.newBuilder();
    fork.getForkBuilder().addSources(1).addSources(1);
    InteractRequest.Builder restore = InteractRequest.newBuilder();
    restore
        .getRestoreBuilder()
        .addSnapshots(ByteString.copyFromUtf8("PAPS"))
        .addSnapshots(ByteString.EMPTY);
    InteractRequest.Builder snapshot = InteractRequest.newBuilder();
    snapshot.getSnapshotBuilder();
    InteractRequest.Builder close = InteractRequest.newBuilder();
    close.getCloseBuilder();
    return List.of(
        delimited(
            open.build(),
            reset.build(),
            step.build(),
            snapshot.build(),
            fork.build(),
            close.build()),
        delimited(wrapped.build(), reset.build(), restore.build(), step.build()));
  }

  static List<byte[]> rollouts() {
    return policies().stream()
        .map(
            policy ->
                RolloutRequest.newBuilder()
                    .setEnvironmentId(ID)
                    .setPolicy(policy)
                    .addSeeds("1")
                    .setHorizon(3)
                    .setNumEnvs(1)
                    .build()
                    .toByteArray())
        .toList();
  }

  /** What a server answers to opening, reset, step, snapshot, and rendering. */
  static List<byte[]> answers() {
    InteractResponse.Builder open = InteractResponse.newBuilder();
    open.getOpenBuilder().setSpec(SpecCodec.toProto(SPEC)).setNumEnvs(1);
    InteractResponse.Builder step = InteractResponse.newBuilder();
    step.getTimeStepBuilder()
        .setObservations(actions(1))
        .setRewards(TensorCodec.toProto(Tensor.float64(new double[1], 1)))
        .setTerminated(TensorCodec.toProto(Tensor.bool(new boolean[1], 1)))
        .setTruncated(TensorCodec.toProto(Tensor.bool(new boolean[1], 1)))
        .getInfoBuilder()
        .addColumnsBuilder()
        .setName("x")
        .setValues(TensorCodec.toProto(Tensor.float64(new double[1], 1)));
    InteractResponse.Builder snapshot = InteractResponse.newBuilder();
    snapshot.getSnapshotBuilder().addSnapshots(ByteString.copyFromUtf8("PAPS"));
    InteractResponse.Builder render = InteractResponse.newBuilder();
    render
        .getRenderBuilder()
        .addImagesBuilder()
        .setRaw(
            TensorCodec.toProto(
                Tensor.wrap(
                    io.papilio.core.space.DType.UINT8,
                    List.of(1, 1, 3),
                    java.nio.ByteBuffer.allocate(3))));
    InteractResponse.Builder failure = InteractResponse.newBuilder();
    failure.getFailureBuilder().setCode(3).setMessage("no").setReasonValue(1);
    return List.of(
        delimited(open.build(), step.build(), step.build(), snapshot.build(), render.build()),
        delimited(open.build(), step.build(), failure.build()));
  }

  /** The answers to a client that asks for the spec of the environment. */
  static List<byte[]> opening() {
    InteractResponse.Builder open = InteractResponse.newBuilder();
    open.getOpenBuilder().setSpec(SpecCodec.toProto(SPEC)).setNumEnvs(1);
    InteractResponse.Builder close = InteractResponse.newBuilder();
    close.getCloseBuilder();
    return List.of(open.build().toByteArray(), close.build().toByteArray());
  }

  static List<byte[]> rolloutAnswers() {
    RolloutResponse.Builder started = RolloutResponse.newBuilder();
    started.getStartedBuilder().setSpec(SpecCodec.toProto(SPEC)).setNumEnvs(1);
    RolloutResponse.Builder chunk = RolloutResponse.newBuilder();
    chunk
        .getChunkBuilder()
        .setSeed("1")
        .setSteps(1)
        .setObservations(TensorCodec.toProto(Tensor.float64(new double[1], 1, 1)))
        .setActions(TensorCodec.toProto(Tensor.float32(new float[1], 1, 1)))
        .setRewards(TensorCodec.toProto(Tensor.float64(new double[1], 1)))
        .getEndBuilder()
        .setLength(1)
        .setTerminated(true)
        .setFinalObservation(TensorCodec.toProto(Tensor.float64(new double[1], 1)));
    return List.of(delimited(started.build(), chunk.build()));
  }

  private static Element actions(int n) {
    return Element.newBuilder()
        .setTensor(TensorCodec.toProto(Tensor.float32(new float[n], n, 1)))
        .build();
  }

  private static byte[] delimited(Message... messages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (Message message : messages) {
        message.writeDelimitedTo(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
