package io.papilio.protocol.codec;

import com.google.protobuf.UnsafeByteOperations;
import io.papilio.core.env.Frame;
import io.papilio.core.env.RenderMode;
import io.papilio.core.image.Png;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.RenderResponse;
import java.util.List;

/** Rendered frames. */
public final class ImageCodec {
  private ImageCodec() {}

  /** Rejects an encoding that cannot hold frames of a mode. */
  public static void check(RenderMode mode, ImageEncoding encoding) {
    Require.that(encoding != ImageEncoding.UNRECOGNIZED, "encoding", encoding, "raw or png");
    Require.that(
        mode == RenderMode.RGB_ARRAY || encoding != ImageEncoding.IMAGE_ENCODING_PNG,
        "encoding",
        "png of " + mode.gymnasiumName(),
        "raw");
  }

  /** Frames in an encoding that {@link #check} accepts for them. */
  public static RenderResponse toProto(List<Frame> images, ImageEncoding encoding) {
    RenderResponse.Builder response = RenderResponse.newBuilder();
    images.forEach(image -> response.addImages(toProto(image, encoding)));
    return response.build();
  }

  private static io.papilio.protocol.v1.Image toProto(Frame image, ImageEncoding encoding) {
    var message = io.papilio.protocol.v1.Image.newBuilder();
    if (encoding == ImageEncoding.IMAGE_ENCODING_PNG) {
      return message.setPng(UnsafeByteOperations.unsafeWrap(Png.encode(image))).build();
    }
    return message.setRaw(TensorCodec.toProto(image.pixels())).build();
  }

  /**
   * Understands a frame of either encoding.
   *
   * @throws InvalidValueException when it is no frame
   */
  public static Frame fromProto(io.papilio.protocol.v1.Image image) {
    return switch (image.getContentCase()) {
      case RAW -> new Frame(TensorCodec.fromProto(image.getRaw()));
      case PNG -> Png.decode(image.getPng().newInput());
      case CONTENT_NOT_SET -> throw new InvalidValueException("image", "nothing", "raw or png");
    };
  }
}
