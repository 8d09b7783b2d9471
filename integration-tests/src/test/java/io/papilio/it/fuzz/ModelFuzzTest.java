package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.papilio.cli.onnx.OnnxCheckpoint;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.model.ClientMjcf;
import io.papilio.envserver.model.ModelLibrary;
import io.papilio.envserver.onnx.OnnxNetwork;
import io.papilio.envserver.policy.LoadedPolicy;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.protocol.v1.Policy;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send to be simulated or computed: MJCF, ONNX models, policies. */
@Timeout(120)
class ModelFuzzTest {
  private static final ModelLibrary LIBRARY = new ModelLibrary();
  private static final PolicyLoader LOADER = new PolicyLoader(NamedPolicies.NONE, 1 << 20);
  private static final EnvironmentSpec SPEC =
      EnvironmentCatalog.standard().spec("UnstableScalar-v0", KeywordArguments.NONE);

  /** The check alone: what it lets through names no file. */
  @MethodSource("mjcf")
  @FuzzTest
  void mjcfCheck(byte[] data) {
    Fuzzed.read(
        () -> {
          String checked = ClientMjcf.checked(Fuzzed.text(data));
          if (checked.contains(" file") || checked.contains("<include")) {
            throw new AssertionError("let through: " + checked);
          }
        });
  }

  /** The check, and what MuJoCo makes of what it lets through. */
  @MethodSource("mjcf")
  @FuzzTest
  void mjcf(byte[] data) {
    String text = Fuzzed.text(data);
    if (ModelLibrary.isForeign(text)) {
      Fuzzed.read(() -> LIBRARY.with(text, model -> model.positionSize()));
    }
  }

  @MethodSource("onnxModels")
  @FuzzTest
  void onnx(byte[] data) {
    Fuzzed.read(() -> OnnxNetwork.load(ByteString.copyFrom(data)).close());
  }

  @MethodSource("onnxModels")
  @FuzzTest
  void onnxFile(byte[] data) {
    Path file = Fuzzed.file("model.onnx", data);
    Fuzzed.read(
        () -> {
          OnnxCheckpoint checkpoint = OnnxCheckpoint.read(file, SPEC);
          checkpoint.layout();
          checkpoint.weights();
        });
  }

  @MethodSource("policies")
  @FuzzTest
  void policy(byte[] data) throws InvalidProtocolBufferException {
    Policy message;
    try {
      message = Policy.parseFrom(data);
    } catch (InvalidProtocolBufferException e) {
      return; // gRPC hands on parsed messages only.
    }
    Fuzzed.read(
        () -> {
          LoadedPolicy policy = LOADER.load(message);
          try {
            policy
                .in(SPEC)
                .begin(List.of(BigInteger.ONE))
                .act(Tensor.float64(new double[SPEC.observationBox().size()], 1, 1));
          } finally {
            policy.release();
          }
        });
  }

  static List<byte[]> mjcf() {
    return List.of(
        Fuzzed.utf8(
            """
            <mujoco model="x">
              <option timestep="0.01" iterations="10"/>
              <size memory="1M" nuserdata="2"/>
              <worldbody>
                <body name="b" pos="0 0 1">
                  <joint name="j" type="hinge" axis="0 1 0" range="-1 1"/>
                  <geom name="g" type="capsule" fromto="0 0 0 0 0 1" size="0.1"/>
                  <site name="s"/>
                </body>
              </worldbody>
              <actuator><motor joint="j" gear="2"/></actuator>
              <sensor><jointpos joint="j"/><user dim="2"/></sensor>
              <keyframe><key qpos="0.1"/></keyframe>
            </mujoco>
            """),
        Fuzzed.utf8(
            """
            <mujoco>
              <default><default class="a"><geom rgba="1 0 0 1" friction="1 .1 .1"/></default></default>
              <asset>
                <texture name="t" type="2d" builtin="checker" width="8" height="8" rgb1="1 1 1"/>
                <material name="m" texture="t"/>
                <mesh name="v" vertex="0 0 0 1 0 0 0 1 0 0 0 1"/>
                <hfield name="h" nrow="2" ncol="2" size="1 1 1 1"/>
              </asset>
              <worldbody>
                <geom type="plane" size="1 1 1" material="m"/>
                <body><freejoint/><geom type="mesh" mesh="v" class="a"/></body>
              </worldbody>
              <equality><weld body1="world" body2="world"/></equality>
            </mujoco>
            """));
  }

  static List<byte[]> onnxModels() {
    return List.of(OnnxSeeds.linear(1, 1).toByteArray(), OnnxSeeds.everything().toByteArray());
  }

  static List<byte[]> policies() {
    return MessageSeeds.policies().stream().map(Policy::toByteArray).toList();
  }
}
