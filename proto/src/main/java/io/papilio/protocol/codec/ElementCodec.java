package io.papilio.protocol.codec;

import io.papilio.core.env.Element;
import io.papilio.core.env.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.util.Locale;

/** Observations and actions. */
public final class ElementCodec {
  private ElementCodec() {}

  public static io.papilio.protocol.v1.Element toProto(Element element) {
    if (element instanceof Tensor tensor) {
      return io.papilio.protocol.v1.Element.newBuilder()
          .setTensor(TensorCodec.toProto(tensor))
          .build();
    }
    throw new InvalidValueException("element", element.getClass().getSimpleName(), "a tensor");
  }

  public static Element fromProto(io.papilio.protocol.v1.Element element) {
    return switch (element.getKindCase()) {
      case TENSOR -> TensorCodec.fromProto(element.getTensor());
      default ->
          throw new InvalidValueException(
              "element", element.getKindCase().name().toLowerCase(Locale.ROOT), "tensor");
    };
  }
}
