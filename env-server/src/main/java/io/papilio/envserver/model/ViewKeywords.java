package io.papilio.envserver.model;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.SimulationView;
import io.papilio.envserver.mujoco.ViewConfig;
import io.papilio.envserver.mujoco.ViewConfig.FreeCamera;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The keywords of all MuJoCo environments that say how they are shown.
 *
 * <p>Source: {@code gymnasium.envs.mujoco.MujocoEnv} and {@code MujocoRenderer}, Gymnasium 1.3.
 */
public final class ViewKeywords {
  private static final String CONFIG = "default_camera_config";

  private static final List<String> NAMES =
      List.of("width", "height", "camera_id", "camera_name", "max_geom", "visual_options");

  /** The last three exist, but an image off screen does not depend on them. */
  private static final List<String> CONFIG_NAMES =
      List.of(
          "distance",
          "azimuth",
          "elevation",
          "lookat",
          "orthographic",
          "type",
          "trackbodyid",
          "fixedcamid");

  private static final int DEFAULT_SIZE = 480;
  private static final int DEFAULT_GEOMS = 1000;
  private static final String DEFAULT_CAMERA = "track";

  private ViewKeywords() {}

  /** Names of the keywords. */
  static List<String> of(Version version) {
    List<String> names = new ArrayList<>(NAMES);
    if (version == Version.V5) {
      names.add(CONFIG);
    }
    return names;
  }

  /**
   * How to show an environment with these keywords.
   *
   * @param family where the free camera is without {@code default_camera_config}
   * @throws InvalidValueException for a bad keyword, or a camera that the model has not
   */
  public static ViewConfig read(KeywordArguments options, FreeCamera family, MujocoModel model) {
    ViewConfig config =
        new ViewConfig(
            options.integer("width", DEFAULT_SIZE),
            options.integer("height", DEFAULT_SIZE),
            options.integer("max_geom", DEFAULT_GEOMS),
            camera(options, model),
            options.has(CONFIG) ? freeCamera(nested(options, CONFIG)) : family,
            visualFlags(nested(options, "visual_options")));
    SimulationView.check(config, model);
    return config;
  }

  private static int camera(KeywordArguments options, MujocoModel model) {
    if (!options.has("camera_name")) {
      int standard = model.camera(DEFAULT_CAMERA).orElse(ViewConfig.FREE_CAMERA);
      return options.integer("camera_id", standard);
    }
    Require.that(!options.has("camera_id"), "camera_id", "given with camera_name", "one of both");
    String name = options.text("camera_name", "");
    return model
        .camera(name)
        .orElseThrow(() -> new InvalidValueException("camera_name", name, "a camera of the model"));
  }

  private static FreeCamera freeCamera(KeywordArguments config) {
    config.checkKnown(CONFIG_NAMES);
    FreeCamera standard = FreeCamera.DEFAULT;
    return new FreeCamera(
        point(config),
        config.has("distance")
            ? OptionalDouble.of(config.number("distance", 0))
            : OptionalDouble.empty(),
        config.number("azimuth", standard.azimuth()),
        config.number("elevation", standard.elevation()),
        config.number("orthographic", 0) != 0);
  }

  private static List<Double> point(KeywordArguments config) {
    if (!config.has("lookat")) {
      return List.of();
    }
    Object value = config.values().get("lookat");
    if (value instanceof List<?> list && list.stream().allMatch(Double.class::isInstance)) {
      return list.stream().map(Double.class::cast).toList();
    }
    throw new InvalidValueException("lookat", value, "3 numbers");
  }

  private static Map<Integer, Boolean> visualFlags(KeywordArguments options) {
    Map<Integer, Boolean> flags = new LinkedHashMap<>();
    for (String flag : options.values().keySet()) {
      int count = SimulationView.visualFlagCount();
      boolean known = flag.matches("\\d{1,3}") && Integer.parseInt(flag) < count;
      Require.that(known, "visual_options", flag, "a number less than " + count);
      flags.put(Integer.valueOf(flag), options.flag(flag, false));
    }
    return flags;
  }

  private static KeywordArguments nested(KeywordArguments options, String name) {
    Object value = options.values().getOrDefault(name, Map.of());
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidValueException(name, value, "names with values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, inner) -> values.put(key.toString(), inner));
    return new KeywordArguments(values);
  }
}
