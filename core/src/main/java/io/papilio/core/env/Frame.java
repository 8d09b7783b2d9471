package io.papilio.core.env;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * A rendered frame, first row on top.
 *
 * @param pixels colors as uint8, shape: [height, width, 3]; or depth as float32, shape: [height,
 *     width]
 */
public record Frame(Tensor pixels) {
  private static final int COLORS = 3;

  public Frame {
    List<Integer> shape = pixels.shape();
    boolean rgb = pixels.dtype() == DType.UINT8 && shape.size() == 3 && shape.get(2) == COLORS;
    boolean depth = pixels.dtype() == DType.FLOAT32 && shape.size() == 2;
    Require.that(
        rgb || depth,
        "image",
        pixels.describe(),
        "uint8 [height, width, 3] or float32 [height, width]");
  }

  public int height() {
    return pixels.shape().get(0);
  }

  public int width() {
    return pixels.shape().get(1);
  }

  public RenderMode mode() {
    return pixels.dtype() == DType.UINT8 ? RenderMode.RGB_ARRAY : RenderMode.DEPTH_ARRAY;
  }
}
