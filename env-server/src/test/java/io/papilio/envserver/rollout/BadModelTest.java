package io.papilio.envserver.rollout;

import static io.papilio.envserver.rollout.OnnxModels.model;
import static io.papilio.envserver.rollout.OnnxModels.node;
import static io.papilio.envserver.rollout.OnnxModels.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.Reason;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX models that no rollout may run, each with its status and reason; a session continues. */
@Timeout(60)
class BadModelTest {
  private static final String ID = "Hopper-v5";
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 3;
  private static final int MAX_POLICY_BYTES = 12_000_000;

  private static final Metadata.Key<Failure> FAILURE =
      ProtoUtils.keyForProto(Failure.getDefaultInstance());

  private static NettyServerFixture fixture;
  private static RawStream session;

  @BeforeAll
  static void start() {
    fixture =
        new NettyServerFixture(
            Settings.of(NettyServerFixture.CONFIG)
                .with(
                    Map.of(
                        "max-policy-bytes",
                        "" + MAX_POLICY_BYTES,
                        "max-message-bytes",
                        "" + MAX_POLICY_BYTES)),
            EnvironmentCatalog.standard());
    session =
        fixture.stream().send(RawStream.open(ID, 1, AutoresetMode.NEXT_STEP), RawStream.reset("1"));
    assertTrue(session.response().hasOpen());
    assertTrue(session.response().hasTimeStep());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** What is wrong with a model, as its message says, and the model. */
  static Stream<Arguments> malformed() {
    ByteString good = one("Relu");
    return Stream.of(
        Arguments.of("bytes that are no protobuf", ByteString.copyFromUtf8("no model")),
        Arguments.of("bytes that are no protobuf", good.substring(0, good.size() / 2)),
        Arguments.of("IR version 0", ByteString.EMPTY),
        Arguments.of("operator set 99", changed(m -> m.setOpsetImport(0, version(m, 99)))),
        Arguments.of("functions", changed(m -> m.addFunctions(ByteString.copyFromUtf8("f")))),
        Arguments.of("2 inputs", graph(INPUTS, g -> g.addInput(OnnxModels.port("z", 2)))),
        Arguments.of(
            "an output of shape unknown",
            graph(INPUTS, g -> g.addNode(node("Relu", "other", "x")))),
        Arguments.of(
            "'later' before it is computed",
            graph(INPUTS, g -> g.addNode(node("Add", "y", "x", "later")))));
  }

  static Stream<Arguments> wronglyShaped() {
    return Stream.of(
        Arguments.of(
            "tensor 'b' of 12 bytes",
            graph(
                INPUTS,
                g ->
                    g.addInitializer(zeros("b", 3).setDims(0, INPUTS))
                        .addNode(node("Add", "y", "x", "b")))),
        Arguments.of(
            "Gemm of [64, 11], [7, 3]",
            graph(
                OUTPUTS,
                g -> g.addInitializer(zeros("w", 7, 3)).addNode(node("Gemm", "y", "x", "w")))));
  }

  static Stream<Arguments> endless() {
    return Stream.of(
        Arguments.of("operator Loop", one("Loop")),
        Arguments.of("operator NonZero", one("NonZero")),
        Arguments.of(
            "operations in 1 row",
            graph(
                OUTPUTS,
                g -> {
                  // A product over constants, which the runtime would compute while it loads.
                  g.addInitializer(zeros("w", 1500, 1500));
                  g.addNode(node("MatMul", "big", "w", "w"));
                })),
        Arguments.of(
            "operations in 1 row",
            graph(
                INPUTS,
                g -> {
                  g.addInitializer(zeros("in", INPUTS, 1500))
                      .addInitializer(zeros("w", 1500, 1500));
                  g.addNode(node("MatMul", "h0", "x", "in"));
                  for (int i = 0; i < 1000; i++) {
                    g.addNode(node("MatMul", "h" + (i + 1), "h" + i, "w"));
                  }
                })),
        Arguments.of(
            "20000 nodes",
            graph(
                INPUTS,
                g -> {
                  for (int i = 0; i < 20_000; i++) {
                    g.addNode(node("Relu", "h" + (i + 1), i == 0 ? "x" : "h" + i));
                  }
                })),
        Arguments.of(
            "bytes in 1 row",
            graph(
                OUTPUTS,
                g ->
                    g.addInitializer(
                            zeros("s", 0)
                                .setDataType(7)
                                .setDims(0, 3)
                                .addInt64Data(1 << 22)
                                .addInt64Data(1)
                                .addInt64Data(INPUTS))
                        .addNode(node("Expand", "y", "x", "s")))));
  }

  static Stream<Arguments> outside() {
    return Stream.of(
        Arguments.of(
            "external data",
            graph(
                INPUTS,
                g ->
                    g.addInitializer(zeros("b", INPUTS).clearRawData().setDataLocation(1))
                        .addNode(node("Add", "y", "x", "b")))),
        Arguments.of(
            "external data",
            graph(
                INPUTS,
                g ->
                    g.addNode(
                            node("Constant", "b")
                                .addAttribute(
                                    Attribute.newBuilder()
                                        .setName("value")
                                        .setType(4)
                                        .setT(
                                            zeros("b", INPUTS).clearRawData().setDataLocation(1))))
                        .addNode(node("Add", "y", "x", "b")))),
        Arguments.of(
            "domain 'strange'",
            graph(INPUTS, g -> g.addNode(node("Relu", "y", "x").setDomain("strange")))),
        Arguments.of(
            "attribute 'body'",
            graph(
                INPUTS,
                g ->
                    g.addNode(
                        node("Relu", "y", "x")
                            .addAttribute(
                                Attribute.newBuilder()
                                    .setName("body")
                                    .setType(5)
                                    .setG(ByteString.copyFromUtf8("g")))))));
  }

  static Stream<Arguments> notNumbers() {
    return Stream.of(
        Arguments.of(
            "an output NaN for zeros", graph(INPUTS, g -> g.addNode(node("Div", "y", "x", "x")))),
        Arguments.of("an output -Infinity for zeros", one("Log")));
  }

  @ParameterizedTest
  @MethodSource({"malformed", "wronglyShaped", "endless", "outside", "notNumbers"})
  void badModelIsRejectedByName(String what, ByteString model) {
    assertRejected(model, Status.Code.INVALID_ARGUMENT, "policy.data", what);
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of("policy: inputs", "5 (expected: 11)", OnnxModels.linear(5, OUTPUTS)),
        Arguments.of("policy: outputs", "4 (expected: 3)", OnnxModels.linear(INPUTS, 4)),
        // Positive at first, so that only an episode shows it.
        Arguments.of(
            "policy: output",
            "NaN (expected: a number)",
            graph(
                OUTPUTS,
                g ->
                    g.addInitializer(
                            zeros("w", INPUTS, OUTPUTS)
                                .setRawData(OnnxModels.ones(INPUTS * OUTPUTS)))
                        .addNode(node("MatMul", "h", "x", "w"))
                        .addNode(node("Neg", "minus", "h"))
                        .addNode(node("Mul", "product", "h", "minus"))
                        .addNode(node("Sqrt", "y", "product")))));
  }

  @ParameterizedTest
  @MethodSource
  void unfit(String subject, String what, ByteString model) {
    assertRejected(model, Status.Code.INVALID_ARGUMENT, subject, what);
  }

  @Test
  void oversized() {
    ByteString large = graph(OUTPUTS, g -> g.addInitializer(zeros("w", 1750, 1750)));
    var error = assertThrows(StatusRuntimeException.class, rollout(large)::hasNext);
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, error.getStatus().getCode());
    assertEquals(
        "policy.data: %d bytes (expected: at most %d)".formatted(large.size(), MAX_POLICY_BYTES),
        error.getStatus().getDescription());
    assertSessionContinues();
  }

  private static void assertRejected(
      ByteString model, Status.Code code, String subject, String what) {
    Iterator<RolloutResponse> responses = rollout(model);
    var error =
        assertThrows(StatusRuntimeException.class, () -> responses.forEachRemaining(r -> {}));
    assertEquals(code, error.getStatus().getCode());
    Failure failure = error.getTrailers().get(FAILURE);
    assertEquals(Reason.REASON_INVALID_VALUE, failure.getReason());
    assertEquals(subject, failure.getSubject());
    assertTrue(failure.getMessage().contains(what), failure.getMessage());
    assertSessionContinues();
  }

  private static void assertSessionContinues() {
    session.send(RawStream.step(Tensor.float32(new float[OUTPUTS], 1, OUTPUTS)));
    assertTrue(session.response().hasTimeStep());
  }

  private static Iterator<RolloutResponse> rollout(ByteString model) {
    Policy policy =
        PolicyCodec.onnx(model.toByteArray(), PolicyBinding.PLAIN, OutputHead.DETERMINISTIC);
    return EnvironmentServiceGrpc.newBlockingStub(fixture.raw)
        .rollout(
            RolloutRequest.newBuilder()
                .setEnvironmentId(ID)
                .setPolicy(policy)
                .setEpisodes(1)
                .build());
  }

  private static ByteString one(String operator) {
    return graph(INPUTS, g -> g.addNode(node(operator, "y", "x")));
  }

  private static ByteString graph(int outputs, Consumer<Graph.Builder> body) {
    return model(INPUTS, outputs, body);
  }

  private static ByteString changed(Consumer<Model.Builder> change) {
    return model(INPUTS, INPUTS, g -> g.addNode(node("Relu", "y", "x")), change);
  }

  private static io.papilio.protocol.onnx.OperatorSet version(Model.Builder model, long version) {
    return model.getOpsetImport(0).toBuilder().setVersion(version).build();
  }
}
