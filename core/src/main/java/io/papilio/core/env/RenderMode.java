package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;

/** The kind of frame that rendering gives. */
public enum RenderMode {
  /** Colors. */
  RGB_ARRAY,
  /** Distances from the camera, in the depth buffer's own measure. */
  DEPTH_ARRAY;

  /**
   * The mode with Gymnasium's name.
   *
   * @throws InvalidValueException when there is none
   */
  public static RenderMode of(String gymnasiumName) {
    return Arrays.stream(values())
        .filter(mode -> mode.gymnasiumName().equals(gymnasiumName))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "render_mode", "'" + gymnasiumName + "'", String.join(" or ", names())));
  }

  /** For example {@code rgb_array}. */
  public String gymnasiumName() {
    return switch (this) {
      case RGB_ARRAY -> "rgb_array";
      case DEPTH_ARRAY -> "depth_array";
    };
  }

  private static String[] names() {
    return Arrays.stream(values()).map(RenderMode::gymnasiumName).toArray(String[]::new);
  }
}
