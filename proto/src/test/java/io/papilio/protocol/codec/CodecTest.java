package io.papilio.protocol.codec;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Rendering;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Dict;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorInfo;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.protocol.v1.TimeStep;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  @ParameterizedTest
  @EnumSource
  void tensorOfEveryTypeComesBackAsItWas(DType dtype) {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[6 * dtype.bytes()]);
    bytes.put(0, (byte) 1).put(bytes.capacity() - 1, (byte) 1);
    Tensor tensor = Tensor.wrap(dtype, List.of(2, 3), bytes);
    assertEquals(tensor, TensorCodec.fromProto(TensorCodec.toProto(tensor)));
  }

  @Test
  void bytesOnTheWireAreLittleEndianAndRowMajor() {
    io.papilio.protocol.v1.Tensor message =
        TensorCodec.toProto(Tensor.float64(new double[] {1, -2}, 2, 1));
    assertEquals(List.of(2, 1), message.getShapeList());
    assertEquals(ByteString.fromHex("000000000000f03f" + "00000000000000c0"), message.getData());
  }

  @Test
  void tensorWhoseBytesDoNotFitItsShapeIsRefused() {
    assertRefused(List.of(3), 16);
    assertRefused(List.of(-1, 2), 16);
    // 2^32 * 2^32 is 0 in 64 bits.
    assertRefused(List.of(1 << 31, 2, 1 << 31, 2), 0);
    assertRefused(List.of(), 0);
  }

  @Test
  void boolThatIsNeitherZeroNorOneIsRefused() {
    for (int wrong : new int[] {2, 255}) {
      var message =
          io.papilio.protocol.v1.Tensor.newBuilder()
              .setDtype(io.papilio.protocol.v1.DType.DTYPE_BOOL)
              .addShape(2)
              .setData(ByteString.copyFrom(new byte[] {1, (byte) wrong}))
              .build();
      InvalidValueException e = assertInvalid("tensor", () -> TensorCodec.fromProto(message));
      assertEquals("byte " + wrong + " at index 1", e.actual());
    }
  }

  private static void assertRefused(List<Integer> shape, int bytes) {
    var message =
        io.papilio.protocol.v1.Tensor.newBuilder()
            .setDtype(io.papilio.protocol.v1.DType.DTYPE_FLOAT64)
            .addAllShape(shape)
            .setData(ByteString.copyFrom(new byte[bytes]))
            .build();
    assertThrows(InvalidValueException.class, () -> TensorCodec.fromProto(message));
  }

  @Test
  void emptyTensorComesBack() {
    Tensor empty = Tensor.float64(new double[0], 4, 0);
    assertEquals(empty, TensorCodec.fromProto(TensorCodec.toProto(empty)));
  }

  @Test
  void specComesBackAsItWas() {
    EnvironmentSpec full =
        new EnvironmentSpec(
            "Full-v1",
            Box.unbounded(3),
            new Discrete(5, -2),
            OptionalInt.of(1000),
            OptionalDouble.of(-1.5),
            new Rendering(List.of("rgb_array", "depth_array"), 125));
    EnvironmentSpec bare =
        new EnvironmentSpec(
            "Bare-v0",
            new Discrete(1, 0),
            Box.float32(2, -1, 1),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Rendering.NONE);
    assertEquals(full, SpecCodec.fromProto(SpecCodec.toProto(full)));
    assertEquals(bare, SpecCodec.fromProto(SpecCodec.toProto(bare)));
  }

  @ParameterizedTest
  @MethodSource("io.papilio.protocol.codec.AllKinds#spaces")
  void spaceOfEveryKindComesBackAsItWas(Space space) {
    assertEquals(space, SpaceCodec.fromProto(SpaceCodec.toProto(space)));
  }

  @ParameterizedTest
  @MethodSource("io.papilio.protocol.codec.AllKinds#elements")
  void elementOfEveryKindComesBackAsItWas(Element element) {
    assertEquals(element, ElementCodec.fromProto(ElementCodec.toProto(element)));
  }

  @Test
  void keysOfADictKeepTheirOrder() {
    Map<String, Space> spaces = new LinkedHashMap<>();
    List.of("z", "a", "m").forEach(key -> spaces.put(key, new Discrete(2, 0)));
    Dict back = (Dict) SpaceCodec.fromProto(SpaceCodec.toProto(new Dict(spaces)));
    assertEquals(List.of("z", "a", "m"), List.copyOf(back.spaces().keySet()));
  }

  @Test
  void timeStepComesBackAsItWas() throws InvalidProtocolBufferException {
    Tensor mask = Tensor.bool(new boolean[] {true, false});
    Tensor both = Tensor.bool(new boolean[] {true, true});
    Map<String, VectorInfo.Column> columns = new LinkedHashMap<>();
    columns.put("some", new VectorInfo.Column(Tensor.float64(new double[] {1, 0}), mask));
    columns.put("all", new VectorInfo.Column(Tensor.float64(new double[4], 2, 2), both));
    VectorTimeStep step =
        new VectorTimeStep(
            Tensor.float32(new float[] {1, 2, 3, 4}, 2, 2),
            Tensor.float64(new double[] {Math.PI, -0.0}),
            mask,
            both,
            new VectorInfo(columns),
            Optional.of(
                new VectorTimeStep.Ended(
                    mask, Tensor.float32(new float[4], 2, 2), VectorInfo.EMPTY)));
    TimeStep message = TimeStepCodec.toProto(step);
    assertFalse(message.getInfo().getColumns(1).hasPresent());
    assertEquals(step, TimeStepCodec.fromProto(TimeStep.parseFrom(message.toByteArray())));
  }

  @Test
  void resetRequestComesBackAsItWas() {
    VectorResetRequest request =
        new VectorResetRequest(
            List.of(Optional.of(BigInteger.TEN.pow(60)), Optional.empty()),
            List.of(true, false),
            KeywordArguments.of("x", 1));
    for (VectorResetRequest each : List.of(request, VectorResetRequest.CONTINUE)) {
      assertEquals(each, ResetCodec.fromProto(ResetCodec.toProto(each), 2));
    }
  }

  @Test
  void singleSeedCountsUp() {
    var message = io.papilio.protocol.v1.ResetRequest.newBuilder().setSeed("7").build();
    assertEquals(
        VectorResetRequest.seeded(BigInteger.valueOf(7), 3), ResetCodec.fromProto(message, 3));
  }

  @Test
  void optionsComeBackAndNullMeansAbsent() {
    Map<String, Object> nested = Map.of("list", List.of(1.0, "two", true), "map", Map.of("k", 0.5));
    KeywordArguments options = new KeywordArguments(nested);
    assertEquals(options, OptionsCodec.fromProto(OptionsCodec.toProto(options)));
    Map<String, Object> withNull = new LinkedHashMap<>(nested);
    withNull.put("nothing", null);
    assertEquals(
        options, OptionsCodec.fromProto(OptionsCodec.toProto(new KeywordArguments(withNull))));
  }

  @ParameterizedTest
  @EnumSource
  void autoresetModeComesBack(AutoresetMode mode) {
    assertEquals(mode, AutoresetModeCodec.fromProto(AutoresetModeCodec.toProto(mode)));
  }
}
