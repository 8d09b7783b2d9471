package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.codec.ImageCodec;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.RenderRequest;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures over Netty: which come, in which encoding, and what is rejected. */
class RenderRequestTest {
  private final NettyServerFixture fixture = new NettyServerFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static Frame frame(int time, int position) {
    byte[] pixels = {0, (byte) time, 0, 0, 0, (byte) position};
    return new Frame(Tensor.wrap(DType.UINT8, List.of(1, 2, 3), ByteBuffer.wrap(pixels)));
  }

  private static InteractRequest render(String mode, ImageEncoding encoding, Integer... indices) {
    return InteractRequest.newBuilder()
        .setRender(
            RenderRequest.newBuilder()
                .setMode(mode)
                .setEncoding(encoding)
                .addAllIndices(List.of(indices)))
        .build();
  }

  @Test
  void picturesAreOfTheCurrentStatesAndInTheOrderAskedFor() {
    try (VectorEnvironment vector =
        new RemoteVectorEnvironment(
            fixture.channel, "Drift-v0", KeywordArguments.NONE, 2, AutoresetMode.DISABLED)) {
      vector.reset(VectorResetRequest.seeded(BigInteger.valueOf(3), 2));
      vector.step(Tensor.float64(new double[] {0, 0, 0, 2, 0, 0}, 2, 3));
      assertEquals(List.of(frame(1, 3), frame(1, 6)), vector.render(RenderMode.RGB_ARRAY));
      assertEquals(
          List.of(frame(1, 6), frame(1, 3), frame(1, 6)),
          vector.render(RenderMode.RGB_ARRAY, List.of(1, 0, 1)));
      assertEquals(List.of(), vector.render(RenderMode.RGB_ARRAY, List.of()));
      assertInvalid("index", () -> vector.render(RenderMode.RGB_ARRAY, List.of(2)));
    }
  }

  @Test
  void pngIsAsExactAsRawBytes() {
    RawStream stream = fixture.stream();
    stream.send(
        RawStream.open("Drift-v0", 1, AutoresetMode.DISABLED),
        RawStream.reset("7"),
        render("rgb_array", ImageEncoding.IMAGE_ENCODING_PNG),
        render("rgb_array", ImageEncoding.IMAGE_ENCODING_RAW, 0));
    stream.response();
    stream.response();
    var png = stream.response().getRender().getImages(0);
    var raw = stream.response().getRender().getImages(0);
    assertEquals(frame(0, 7), ImageCodec.fromProto(png));
    assertEquals(frame(0, 7), ImageCodec.fromProto(raw));
    assertEquals("PNG", png.getPng().substring(1, 4).toStringUtf8());
  }

  @Test
  void badRequestsAreRejectedAndTheSessionGoesOn() {
    RawStream stream = fixture.stream();
    stream.send(
        RawStream.open("Drift-v0", 1, AutoresetMode.DISABLED),
        render("ansi", ImageEncoding.IMAGE_ENCODING_RAW),
        render("depth_array", ImageEncoding.IMAGE_ENCODING_PNG),
        render("rgb_array", ImageEncoding.IMAGE_ENCODING_RAW),
        RawStream.reset("1"));
    stream.response();
    stream.assertInvalid("render_mode");
    stream.assertInvalid("encoding");
    stream.failure(io.papilio.protocol.v1.Reason.REASON_RESET_NEEDED);
    assertEquals(1, stream.response().getTimeStep().getRewards().getShape(0));
  }

  @Test
  void refusalsArriveAsTheExceptionsOfALocalEnvironment() {
    try (Environment drift =
            new RemoteEnvironment(fixture.channel, "Drift-v0", KeywordArguments.NONE);
        Environment echo =
            new RemoteEnvironment(fixture.channel, "Echo-v0", KeywordArguments.NONE)) {
      assertFails(Reason.RESET_NEEDED, () -> drift.render(RenderMode.RGB_ARRAY));
      drift.reset(ResetRequest.seeded(4));
      assertInvalid("render_mode", () -> drift.render(RenderMode.DEPTH_ARRAY));
      assertEquals(frame(0, 4), drift.render(RenderMode.RGB_ARRAY));
      drift.step(Tensor.float64(new double[] {-5, 0, 0}));
      assertFails(Reason.RENDERING_UNAVAILABLE, () -> drift.render(RenderMode.RGB_ARRAY));
      echo.reset(ResetRequest.seeded(1));
      assertFails(Reason.UNSUPPORTED, () -> echo.render(RenderMode.RGB_ARRAY));
    }
  }
}
