package io.papilio.envserver.model;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.Keyword.Reader;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.mujoco.ViewConfig.FreeCamera;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The names within the keyword {@code default_camera_config}, which places the free camera. */
final class CameraKeywords {
  private static final Keyword<Double> DISTANCE =
      Keyword.optional("distance", "distance from lookat, meters", Reader.NUMBER);
  private static final Keyword<Double> AZIMUTH =
      Keyword.number("azimuth", FreeCamera.DEFAULT.azimuth(), "degrees");
  private static final Keyword<Double> ELEVATION =
      Keyword.number("elevation", FreeCamera.DEFAULT.elevation(), "degrees, negative from above");
  private static final Keyword<List<Double>> LOOKAT =
      Keyword.of("lookat", List.of(), "the point to look at, meters", CameraKeywords::point);
  private static final Keyword<Double> ORTHOGRAPHIC =
      Keyword.number("orthographic", 0, "without perspective unless 0");

  private static final List<Keyword<?>> EFFECTIVE =
      List.of(DISTANCE, AZIMUTH, ELEVATION, LOOKAT, ORTHOGRAPHIC);

  /** Accepted as by Gymnasium, but an offscreen image does not depend on them. */
  private static final List<String> IGNORED = List.of("type", "trackbodyid", "fixedcamid");

  private static final List<Keyword<?>> ACCEPTED =
      Stream.<Keyword<?>>concat(
              EFFECTIVE.stream(),
              IGNORED.stream().map(name -> Keyword.optional(name, "ignored", (n, value) -> value)))
          .toList();

  private CameraKeywords() {}

  /** The names that have an effect. */
  static List<String> names() {
    return EFFECTIVE.stream().map(Keyword::name).toList();
  }

  static FreeCamera read(KeywordArguments config) {
    config.checkKnown(ACCEPTED);
    return new FreeCamera(
        config.get(LOOKAT),
        config.find(DISTANCE).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        config.get(AZIMUTH),
        config.get(ELEVATION),
        config.get(ORTHOGRAPHIC) != 0);
  }

  private static List<Double> point(String name, Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(Double.class::isInstance)) {
      return list.stream().map(Double.class::cast).toList();
    }
    throw new InvalidValueException(name, value, "3 numbers");
  }
}
