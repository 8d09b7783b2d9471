package io.papilio.envserver.model;

import io.papilio.envserver.mujoco.ViewConfig.FreeCamera;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where the free camera of each environment is. It counts where the model has no camera of its own,
 * and when it is asked for by {@code camera_id} -1.
 *
 * <p>Source: {@code DEFAULT_CAMERA_CONFIG} of Gymnasium 1.3's environments. It is the same in both
 * versions, but InvertedDoublePendulum-v5 leaves it out.
 */
public final class FamilyCameras {
  private static final Map<String, FreeCamera> CAMERAS =
      Map.of(
          "Ant", distant(4),
          "HalfCheetah", distant(4),
          "Hopper", standing(3, 1.15, -20),
          "Walker2d", standing(4, 1.15, -20),
          "Humanoid", standing(4, 2, -20),
          "HumanoidStandup", standing(4, 0.8925, -20),
          "InvertedPendulum", distant(2.04),
          "InvertedDoublePendulum-v4", standing(4.1225, 0.12250000000000005, -45),
          "Pusher", distant(4));

  private FamilyCameras() {}

  /** Of an environment id; one without a place of its own has MuJoCo's. */
  public static FreeCamera of(String id) {
    String family = id.substring(0, id.lastIndexOf('-'));
    return CAMERAS.getOrDefault(id, CAMERAS.getOrDefault(family, FreeCamera.DEFAULT));
  }

  private static FreeCamera distant(double distance) {
    return new FreeCamera(
        List.of(),
        OptionalDouble.of(distance),
        FreeCamera.DEFAULT.azimuth(),
        FreeCamera.DEFAULT.elevation(),
        false);
  }

  /** Looks at a height above the origin. */
  private static FreeCamera standing(double distance, double height, double elevation) {
    return new FreeCamera(
        List.of(0.0, 0.0, height),
        OptionalDouble.of(distance),
        FreeCamera.DEFAULT.azimuth(),
        elevation,
        false);
  }
}
