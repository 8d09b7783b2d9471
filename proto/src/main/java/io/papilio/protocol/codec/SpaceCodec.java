package io.papilio.protocol.codec;

import io.papilio.core.env.Box;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Space;
import io.papilio.core.validation.InvalidValueException;
import java.util.Locale;

/** Spaces. */
public final class SpaceCodec {
  private SpaceCodec() {}

  public static io.papilio.protocol.v1.Space toProto(Space space) {
    var message = io.papilio.protocol.v1.Space.newBuilder();
    if (space instanceof Box box) {
      message
          .getBoxBuilder()
          .setLow(TensorCodec.toProto(box.low()))
          .setHigh(TensorCodec.toProto(box.high()));
    } else if (space instanceof Discrete discrete) {
      message.getDiscreteBuilder().setN(discrete.n()).setStart(discrete.start());
    }
    return message.build();
  }

  public static Space fromProto(io.papilio.protocol.v1.Space space) {
    return switch (space.getKindCase()) {
      case BOX ->
          new Box(
              TensorCodec.fromProto(space.getBox().getLow()),
              TensorCodec.fromProto(space.getBox().getHigh()));
      case DISCRETE -> new Discrete(space.getDiscrete().getN(), space.getDiscrete().getStart());
      default ->
          throw new InvalidValueException(
              "space", space.getKindCase().name().toLowerCase(Locale.ROOT), "box or discrete");
    };
  }
}
