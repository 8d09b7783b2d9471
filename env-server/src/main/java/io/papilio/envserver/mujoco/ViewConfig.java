package io.papilio.envserver.mujoco;

import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a simulation is shown.
 *
 * @param width of an image, pixels
 * @param height of an image, pixels
 * @param maxGeoms how many bodies' shapes a scene may have
 * @param camera index of a camera of the model, or {@link #FREE_CAMERA}
 * @param freeCamera where the free camera is
 * @param visualFlags what to switch on or off, by the index in MuJoCo's {@code mjtVisFlag}
 */
public record ViewConfig(
    int width,
    int height,
    int maxGeoms,
    int camera,
    FreeCamera freeCamera,
    Map<Integer, Boolean> visualFlags) {
  public static final int FREE_CAMERA = -1;

  /** An image of so many pixels in either direction has its place in one message. */
  private static final int MAX_SIZE = 4096;

  /** More than any frame needs, and still little memory. */
  private static final int MAX_GEOMS = 100_000;

  public ViewConfig {
    checkSize(width, "width");
    checkSize(height, "height");
    Require.within(maxGeoms, 1, MAX_GEOMS, "max_geom");
    visualFlags = Map.copyOf(visualFlags);
  }

  /**
   * A camera that stands beside the model and does not move.
   *
   * @param lookat the point that it looks at; empty means the middle of the model at the first
   *     image
   * @param distance from that point, meters; absent means the extent of the model
   * @param azimuth degrees
   * @param elevation degrees, negative from above
   * @param orthographic without perspective
   */
  public record FreeCamera(
      List<Double> lookat,
      OptionalDouble distance,
      double azimuth,
      double elevation,
      boolean orthographic) {
    /** MuJoCo's own default. */
    public static final FreeCamera DEFAULT =
        new FreeCamera(List.of(), OptionalDouble.empty(), 90, -45, false);

    public FreeCamera {
      lookat = List.copyOf(lookat);
      Require.that(lookat.isEmpty() || lookat.size() == 3, "lookat", lookat, "3 numbers");
    }
  }

  private static void checkSize(int size, String name) {
    Require.that(size > 0 && size <= MAX_SIZE, name, size, "1 to " + MAX_SIZE);
  }
}
