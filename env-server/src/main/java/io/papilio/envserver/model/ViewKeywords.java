package io.papilio.envserver.model;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.Keyword.Reader;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.SimulationView;
import io.papilio.envserver.mujoco.ViewConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keywords of all MuJoCo environments that say how they are rendered.
 *
 * <p>Source: {@code gymnasium.envs.mujoco.MujocoEnv} and {@code MujocoRenderer}, Gymnasium 1.3.
 */
public final class ViewKeywords {
  private static final String TRACKING_CAMERA = "track";

  private static final Keyword<Integer> WIDTH =
      Keyword.integer("width", 480, "width of a frame, pixels");
  private static final Keyword<Integer> HEIGHT =
      Keyword.integer("height", 480, "height of a frame, pixels");
  private static final Keyword<Integer> CAMERA_ID =
      Keyword.optional(
          "camera_id",
          "index of the camera, -1 for the free one; by default the camera named "
              + TRACKING_CAMERA
              + ", or the free one",
          Reader.INTEGER);
  private static final Keyword<String> CAMERA_NAME =
      Keyword.optional("camera_name", "name of the camera, instead of camera_id", Reader.TEXT);
  private static final Keyword<Integer> MAX_GEOM =
      Keyword.integer("max_geom", 1000, "maximum number of geoms in a scene");
  private static final Keyword<KeywordArguments> VISUAL_OPTIONS =
      Keyword.of(
          "visual_options",
          Map.of(),
          "flags of MuJoCo's mjtVisFlag to switch on or off, by index",
          ViewKeywords::nested);

  private static final List<Keyword<?>> OF_BOTH_VERSIONS =
      List.of(WIDTH, HEIGHT, CAMERA_ID, CAMERA_NAME, MAX_GEOM, VISUAL_OPTIONS);

  private final Keyword<KeywordArguments> defaultCameraConfig;

  /**
   * @param freeCamera the free camera of the environment, as {@code default_camera_config} gives it
   */
  public ViewKeywords(Map<String, Object> freeCamera) {
    defaultCameraConfig =
        Keyword.of(
            "default_camera_config",
            freeCamera,
            "free camera: " + String.join(", ", CameraKeywords.names()),
            ViewKeywords::nested);
  }

  /** The keywords that environments of this version accept. */
  public List<Keyword<?>> of(Version version) {
    return version.keywords(OF_BOTH_VERSIONS, defaultCameraConfig);
  }

  /**
   * The view that these keywords ask for.
   *
   * @throws InvalidValueException for a bad value, or a camera that the model does not have
   */
  public ViewConfig read(KeywordArguments keywords, MujocoModel model) {
    ViewConfig config =
        new ViewConfig(
            keywords.get(WIDTH),
            keywords.get(HEIGHT),
            keywords.get(MAX_GEOM),
            camera(keywords, model),
            CameraKeywords.read(keywords.get(defaultCameraConfig)),
            visualFlags(keywords.get(VISUAL_OPTIONS)));
    SimulationView.check(config, model);
    return config;
  }

  private static int camera(KeywordArguments keywords, MujocoModel model) {
    if (!keywords.has(CAMERA_NAME.name())) {
      int standard = model.camera(TRACKING_CAMERA).orElse(ViewConfig.FREE_CAMERA);
      return keywords.find(CAMERA_ID).orElse(standard);
    }
    Require.that(
        !keywords.has(CAMERA_ID.name()), CAMERA_ID.name(), "given with camera_name", "one of both");
    String name = keywords.get(CAMERA_NAME);
    return model
        .camera(name)
        .orElseThrow(
            () -> new InvalidValueException(CAMERA_NAME.name(), name, "a camera of the model"));
  }

  private static Map<Integer, Boolean> visualFlags(KeywordArguments given) {
    Map<Integer, Boolean> flags = new LinkedHashMap<>();
    given
        .values()
        .forEach(
            (flag, value) -> {
              int count = SimulationView.visualFlagCount();
              boolean known = flag.matches("\\d{1,3}") && Integer.parseInt(flag) < count;
              Require.that(known, VISUAL_OPTIONS.name(), flag, "a number less than " + count);
              flags.put(Integer.valueOf(flag), Reader.FLAG.read(flag, value));
            });
    return flags;
  }

  private static KeywordArguments nested(String name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidValueException(name, value, "names with values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, inner) -> values.put(key.toString(), inner));
    return new KeywordArguments(values);
  }
}
