package io.papilio.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;

/**
 * Spaces as JSON: Protobuf's own JSON form of the message {@code Space}, which every language with
 * Protobuf reads and writes. Bounds are base64 of their bytes, so that none is rounded and infinity
 * has a form.
 */
public final class SpaceJson {
  private SpaceJson() {}

  /** One line without spaces between its parts. */
  public static String write(Space space) {
    try {
      return JsonFormat.printer()
          .omittingInsignificantWhitespace()
          .print(SpaceCodec.toProto(space));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a space has no Any that could be unknown", e);
    }
  }

  /**
   * Reads what {@link #write} or another language's Protobuf wrote.
   *
   * @throws InvalidValueException for what is no JSON, or no space
   */
  public static Space read(String json) {
    io.papilio.protocol.v1.Space.Builder space = io.papilio.protocol.v1.Space.newBuilder();
    try {
      JsonFormat.parser().merge(json, space);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidValueException("space", e.getMessage(), "the JSON form of a space");
    }
    return SpaceCodec.fromProto(space.build());
  }
}
