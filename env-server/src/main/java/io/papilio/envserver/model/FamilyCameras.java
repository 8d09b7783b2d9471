package io.papilio.envserver.model;

import java.util.List;
import java.util.Map;

/**
 * The free camera of each environment, in the form of {@code default_camera_config}. It is used
 * where the model has no camera, and for {@code camera_id} -1.
 *
 * <p>Source: {@code DEFAULT_CAMERA_CONFIG} of Gymnasium 1.3's environments. It is the same in both
 * versions, but InvertedDoublePendulum-v5 leaves it out.
 */
public final class FamilyCameras {
  private static final Map<String, Map<String, Object>> CAMERAS =
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

  /** The camera of an environment id; without an entry it is MuJoCo's own. */
  public static Map<String, Object> of(String id) {
    String family = id.substring(0, id.lastIndexOf('-'));
    return CAMERAS.getOrDefault(id, CAMERAS.getOrDefault(family, Map.of()));
  }

  private static Map<String, Object> distant(double distance) {
    return Map.of("distance", distance);
  }

  /** Looks at a height above the origin. */
  private static Map<String, Object> standing(double distance, double height, double elevation) {
    return Map.of(
        "distance", distance, "elevation", elevation, "lookat", List.of(0.0, 0.0, height));
  }
}
