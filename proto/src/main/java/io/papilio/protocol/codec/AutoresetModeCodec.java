package io.papilio.protocol.codec;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;

/** Autoreset modes. */
public final class AutoresetModeCodec {
  private AutoresetModeCodec() {}

  public static io.papilio.protocol.v1.AutoresetMode toProto(AutoresetMode mode) {
    return switch (mode) {
      case NEXT_STEP -> io.papilio.protocol.v1.AutoresetMode.AUTORESET_MODE_NEXT_STEP;
      case SAME_STEP -> io.papilio.protocol.v1.AutoresetMode.AUTORESET_MODE_SAME_STEP;
      case DISABLED -> io.papilio.protocol.v1.AutoresetMode.AUTORESET_MODE_DISABLED;
    };
  }

  public static AutoresetMode fromProto(io.papilio.protocol.v1.AutoresetMode mode) {
    return switch (mode) {
      case AUTORESET_MODE_UNSPECIFIED, AUTORESET_MODE_NEXT_STEP -> AutoresetMode.NEXT_STEP;
      case AUTORESET_MODE_SAME_STEP -> AutoresetMode.SAME_STEP;
      case AUTORESET_MODE_DISABLED -> AutoresetMode.DISABLED;
      case UNRECOGNIZED ->
          throw new InvalidValueException("autoreset_mode", mode, "next step, same step, disabled");
    };
  }
}
